/** `node bench/verify/odd-tokens.mjs`: what five libraries say to odd tokens; see docs/odd-tokens.md. */
import { signParts } from '@accord/testing';
import { compile } from '@accord/validator';
import { accord, awsJwtVerify, fastJwt, jose, jsonWebToken } from './lib/contenders.mjs';
import { goodClaims, makeBundle, makeIssuer, REQUEST } from './lib/material.mjs';

const ALG = 'ES256';
const issuer = makeIssuer(ALG);
const header = { alg: ALG, typ: 'at+jwt', kid: issuer.kid };
const claims = goodClaims();
const now = Math.floor(Date.now() / 1000);
const signed = (head, payload) =>
  signParts(
    issuer.key,
    typeof head === 'string' ? head : JSON.stringify(head),
    typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  );
const withText = (object, text) => `${JSON.stringify(object).slice(0, -1)},${text}}`;
/** A good token whose signature has a character that the two base64 alphabets spell differently. */
function goodToken() {
  const token = signed(header, claims);
  return /[-_][^.]*$/.test(token) ? token : goodToken();
}
const good = goodToken();
const changedTail = (change) => good.replace(/[^.]*$/, change);

const ODD = {
  'a good token': good,
  'a member named twice in the header': signed(withText(header, `"alg":"${ALG}"`), claims),
  'a claim named twice': signed(header, withText(claims, `"sub":"admin"`)),
  'a byte-order mark before the payload': signed(header, `\ufeff${JSON.stringify(claims)}`),
  'a payload that is not UTF-8': signed(
    header,
    Buffer.concat([
      Buffer.from('{"x":"'),
      Buffer.from([0xff]),
      Buffer.from(`",${JSON.stringify(claims).slice(1)}`),
    ]),
  ),
  'padding after the signature': `${good}==`,
  'a signature with unused bits set': changedTail((tail) => `${tail.slice(0, -1)}${nextLetter(tail.at(-1))}`),
  'a signature in the other base64 alphabet': changedTail((tail) =>
    tail.replaceAll('-', '+').replaceAll('_', '/'),
  ),
  'a line break in the signature': changedTail((tail) => `${tail.slice(0, 4)}\n${tail.slice(4)}`),
  'crit with a name that is unknown': signed({ ...header, crit: ['x'], x: 1 }, claims),
  'crit that is empty': signed({ ...header, crit: [] }, claims),
  'b64: true': signed({ ...header, b64: true }, claims),
  'a key in the header': signed({ ...header, jwk: issuer.jwk }, claims),
  'a key URL in the header': signed({ ...header, jku: 'https://evil.example' }, claims),
  'no kid': signed({ alg: ALG, typ: 'at+jwt' }, claims),
  'kid as a number': signed({ ...header, kid: 1 }, claims),
  'no typ': signed({ alg: ALG, kid: issuer.kid }, claims),
  'typ JWT': signed({ ...header, typ: 'JWT' }, claims),
  'no exp': signed(header, { ...claims, exp: undefined }),
  'exp as text': signed(header, { ...claims, exp: String(claims.exp) }),
  'exp with a fraction': signed(header, { ...claims, exp: claims.exp + 0.5 }),
  'exp = 1e300': signed(header, { ...claims, exp: 1e300 }),
  'exp null': signed(header, { ...claims, exp: null }),
  'nbf as text': signed(header, { ...claims, nbf: 'tomorrow' }),
  'iat an hour ahead': signed(header, { ...claims, iat: now + 3600, exp: now + 5000 }),
  'a lifetime of ten years': signed(header, { ...claims, exp: now + 315_360_000 }),
  'iss as a list': signed(header, { ...claims, iss: [claims.iss] }),
  'aud with a number in it': signed(header, { ...claims, aud: [claims.aud, 7] }),
  'sub as a number': signed(header, { ...claims, sub: 7 }),
  'an ID token: nonce, typ JWT': signed({ ...header, typ: 'JWT' }, { ...claims, nonce: 'n' }),
  'nested a thousand deep': signed(header, withText(claims, `"x":${'['.repeat(1000)}${']'.repeat(1000)}`)),
  '100 kB of claims': signed(header, { ...claims, x: 'x'.repeat(100_000) }),
  'five parts': `${good}.AAAA.AAAA`,
};

function nextLetter(letter) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(letter) + 1];
}

const policy = compile(makeBundle(issuer), { clock: () => Math.floor(Date.now() / 1000) });
const reasonOf = (token) => {
  const verdict = policy.verify(token, REQUEST);
  return verdict.ok ? 'accepted' : verdict.reason;
};
const libraries = [jose(issuer), fastJwt(issuer), awsJwtVerify(issuer), jsonWebToken(issuer)];
if (!accord(issuer).check(good)) throw new Error('the good token must be accepted');

console.log(`| token (${ALG}) | Accord | ${libraries.map(({ name }) => name).join(' | ')} |`);
console.log(`| --- |${' --- |'.repeat(libraries.length + 1)}`);
for (const [what, token] of Object.entries(ODD)) {
  const verdicts = [];
  for (const { check } of libraries) verdicts.push((await check(token)) ? 'accepts' : 'refuses');
  console.log(`| ${what} | \`${reasonOf(token)}\` | ${verdicts.join(' | ')} |`);
}
