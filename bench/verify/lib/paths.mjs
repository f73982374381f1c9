import {
  accord,
  accordByHeader,
  awsJwtVerify,
  fastJwt,
  fastJwtByKid,
  jose,
  jsonWebToken,
  jsonWebTokenByKid,
  raw,
  unchecked,
} from './contenders.mjs';
import { makeIssuer } from './material.mjs';
import { measure, median, timesFaster } from './measure.mjs';

const OURS = 'Accord';

/** Tokens that were never seen before, with every check. */
export async function uncachedTokens(alg, options) {
  const issuer = makeIssuer(alg);
  const contenders = [
    raw(issuer),
    unchecked(issuer),
    accord(issuer, { maxCachedTokens: 0 }),
    fastJwt(issuer),
    jose(issuer),
    ...(alg === 'PS256' ? [] : [awsJwtVerify(issuer)]),
    ...(alg === 'EdDSA' ? [] : [jsonWebToken(issuer)]),
  ];
  const times = await measure(contenders, tokensOf(issuer, options), { ...options, expected: true });
  print(`${alg}, not seen before`, times);
}

/** Tokens that were verified before. */
export async function repeatedTokens(alg, options) {
  const issuer = makeIssuer(alg);
  const contenders = [accord(issuer), accordByHeader(issuer), fastJwt(issuer, true)];
  const times = await measure(contenders, tokensOf(issuer, options), { ...options, expected: true });
  print(`${alg}, verified before (both caches on)`, times);
}

/** Tokens that are refused before their signature is looked at. */
export async function earlyRefusals(alg, options) {
  const issuer = makeIssuer(alg);
  const contenders = [
    accord(issuer),
    fastJwt(issuer),
    fastJwtByKid(issuer),
    jose(issuer),
    awsJwtVerify(issuer),
    jsonWebTokenByKid(issuer),
  ];
  const bad = {
    'another alg': (token) => replaceHeader(token, { alg: 'HS256', typ: 'at+jwt', kid: issuer.kid }),
    'alg none': (token) => replaceHeader(token, { alg: 'none', typ: 'at+jwt' }).replace(/[^.]*$/, ''),
    'an unknown kid': (token) => replaceHeader(token, { alg, typ: 'at+jwt', kid: 'key-9' }),
    'two parts only': (token) => token.replace(/\.[^.]*$/, ''),
    'a header that is no JSON': (token) => token.replace(/^[^.]*/, base64url('{"alg":')),
  };
  for (const [what, spoil] of Object.entries(bad)) {
    const tokens = tokensOf(issuer, options).map(spoil);
    const times = await measure(contenders, tokens, { ...options, expected: false });
    print(`refused early: ${what}`, times);
  }
}

const tokensOf = (issuer, { tokens }) => Array.from({ length: tokens }, () => issuer.token());

const base64url = (text) => Buffer.from(text).toString('base64url');

function replaceHeader(token, header) {
  return token.replace(/^[^.]*/, base64url(JSON.stringify(header)));
}

function print(title, times) {
  console.log(title);
  for (const [name, micros] of times) {
    const ratio = name === OURS ? '' : `   Accord is ${timesFaster(times, OURS, name).toFixed(2)} × as fast`;
    console.log(`  ${name.padEnd(16)} ${median(micros).toFixed(2).padStart(8)} µs${ratio}`);
  }
  console.log('');
}
