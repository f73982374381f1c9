import { AUDIENCE, ISSUER, NARROW_ISSUER, NOW, UNSEEN_ISSUER } from './bundles.mjs';
import { goodClaims, nested, part, withBytes, without, withText } from './kit.mjs';
import { signatureCases } from './signature-cases.mjs';

const OTHER_SPELLING = { A: 'B', Q: 'R', g: 'h', w: 'x' };

/** The cases that every algorithm has: [id, outcome, token]. */
export function casesOf(alg, signer, keys) {
  const key = (name) => ({ jwk: keys[`${alg}-${name}`], alg });
  const header = { alg, typ: 'at+jwt', kid: `${alg}-1` };
  const sign = (head, payload, name = 'good') => signer.token(key(name), head, payload);
  const claims = (changes) => sign(header, { ...goodClaims, ...changes });
  const lacking = (name) => sign(header, without(goodClaims, name));
  const headed = (changes) => sign({ ...header, ...changes }, goodClaims);
  const good = claims({});
  return [
    ...accepted({ sign, claims, headed, header, good }),
    ...formats(good),
    ...headers({ sign, headed, header }),
    ...payloads({ sign, header }),
    ...issuersAndKeys({ alg, sign, claims, headed, lacking, header }),
    ...signatures({ alg, sign, claims, header, good }),
    ...signatureCases({ alg, signer, keys, header, good }),
    ...claimCases({ claims, lacking, headed, sign, header }),
  ];
}

const accepted = ({ sign, claims, headed, header, good }) => [
  ['plain', 'accepted', good],
  ['aud as a list', 'accepted', claims({ aud: ['x', AUDIENCE] })],
  ['typ in capitals', 'accepted', headed({ typ: 'AT+JWT' })],
  ['typ as full media type', 'accepted', headed({ typ: 'application/at+jwt' })],
  ['an unknown header member', 'accepted', headed({ x: 1 })],
  ['nbf just reached with tolerance', 'accepted', claims({ nbf: NOW + 5 })],
  ['one second before exp and tolerance', 'accepted', claims({ exp: NOW - 4 })],
  ['iat ahead by the tolerance', 'accepted', claims({ iat: NOW + 5 })],
  ['the longest lifetime', 'accepted', claims({ iat: NOW, exp: NOW + 3600 })],
  ['a forbidden claim that is only reported', 'accepted', claims({ email: 'a@example.com' })],
  ['claims beyond ASCII', 'accepted', claims({ name: 'Zoë 🦉' })],
  ['white space in the JSON', 'accepted', sign(header, JSON.stringify(goodClaims, null, 2))],
  ['as deep as allowed', 'accepted', sign(header, withText(goodClaims, `"deep":${nested(7)}`))],
  ['braces and colons in a string', 'accepted', claims({ note: '{"a":1,"a":2}[[[[[[[[[[' })],
  ['an escaped quote in a string', 'accepted', claims({ note: 'a\\"b\\\\' })],
  ['__proto__ as a claim', 'accepted', sign(header, withText(goodClaims, '"__proto__":{"sub":"admin"}'))],
];

const formats = (good) => [
  ['one part', 'token_malformed', good.split('.')[0]],
  ['two parts', 'token_malformed', good.split('.').slice(0, 2).join('.')],
  ['four parts', 'token_malformed', `${good}.`],
  ['five parts', 'token_encrypted', `${good}.AAAA.AAAA`],
  ['six parts', 'token_malformed', `${good}.A.A.A`],
  ['longer than allowed', 'token_too_large', `${good}.${'A'.repeat(8192)}`],
  ['padding after the signature', 'bad_base64url', `${good}=`],
  ['a plus in the payload', 'bad_base64url', part(good, 1, (text) => `${text.slice(0, -1)}+`)],
  ['a space in the header', 'bad_base64url', part(good, 0, (text) => `${text} `)],
  ['a line break in the payload', 'bad_base64url', part(good, 1, (text) => `${text}\n`)],
  ['4n + 1 characters', 'bad_base64url', part(good, 2, () => 'AAAAA')],
  ['a letter beyond Latin-1', 'bad_base64url', part(good, 2, (text) => `${text.slice(0, -1)}\u0141`)],
  ['an empty signature', 'bad_signature', part(good, 2, () => '')],
  ['bits left over in a part', 'bad_base64url', part(good, 2, otherSpelling)],
];

/** Another spelling of the same bytes where the last character has bits to spare, else one bit too many. */
function otherSpelling(text) {
  const last = OTHER_SPELLING[text.at(-1)];
  return text.length % 4 === 0 || last === undefined ? `${text}AB` : `${text.slice(0, -1)}${last}`;
}

const headers = ({ sign, headed, header }) => [
  ['a header that is no JSON', 'header_invalid', sign('{"alg":', goodClaims)],
  ['a header that is a list', 'header_invalid', sign('[]', goodClaims)],
  ['an empty header', 'header_invalid', sign('', goodClaims)],
  [
    'a byte-order mark before the header',
    'header_invalid',
    sign(`\ufeff${JSON.stringify(header)}`, goodClaims),
  ],
  ['a header that is not UTF-8', 'header_invalid', sign(withBytes(header, '"x":"\xff"'), goodClaims)],
  ['a header too deep', 'header_invalid', sign(withText(header, `"x":${nested(9)}`), goodClaims)],
  ['alg twice', 'header_duplicate_member', sign(withText(header, '"alg":"none"'), goodClaims)],
  [
    'kid twice, once escaped',
    'header_duplicate_member',
    sign(withText(header, '"\\u006bid":"x"'), goodClaims),
  ],
  ['no alg', 'alg_missing', sign(without(header, 'alg'), goodClaims)],
  ['alg as a number', 'header_invalid', headed({ alg: 256 })],
  ['alg null', 'header_invalid', headed({ alg: null })],
  ['typ as a list', 'header_invalid', headed({ typ: ['at+jwt'] })],
  ['alg none', 'alg_none', headed({ alg: 'none' })],
  ['alg NoNe', 'alg_none', headed({ alg: 'NoNe' })],
  ['alg HS256', 'alg_not_allowed', headed({ alg: 'HS256' })],
  ['alg in small letters', 'alg_not_allowed', headed({ alg: header.alg.toLowerCase() })],
  ['an algorithm that nobody allows', 'alg_not_allowed', headed({ alg: 'ES512' })],
  ['crit', 'crit_unsupported', headed({ crit: ['exp'] })],
  ['b64', 'crit_unsupported', headed({ b64: true })],
  ['a key in the header', 'header_key_forbidden', headed({ jwk: {} })],
  ['a key URL', 'header_key_forbidden', headed({ jku: 'https://evil.example' })],
  ['a certificate URL', 'header_key_forbidden', headed({ x5u: 'https://evil.example' })],
  ['a certificate', 'header_key_forbidden', headed({ x5c: [] })],
  ['no kid', 'kid_missing', sign(without(header, 'kid'), goodClaims)],
  ['kid as a number', 'kid_invalid', headed({ kid: 1 })],
  ['an empty kid', 'kid_invalid', headed({ kid: '' })],
  ['a kid of 257 characters', 'kid_invalid', headed({ kid: 'k'.repeat(257) })],
];

const payloads = ({ sign, header }) => [
  ['a payload that is no JSON', 'payload_invalid', sign(header, '{"iss":}')],
  ['a payload that is a list', 'payload_invalid', sign(header, '[]')],
  ['an empty payload', 'payload_invalid', sign(header, '')],
  ['a payload that is not UTF-8', 'payload_invalid', sign(header, withBytes(goodClaims, '"x":"\xc3("'))],
  ['a byte-order mark before it', 'payload_invalid', sign(header, `\ufeff${JSON.stringify(goodClaims)}`)],
  ['something after it', 'payload_invalid', sign(header, `${JSON.stringify(goodClaims)}{}`)],
  ['deeper than allowed', 'payload_too_deep', sign(header, withText(goodClaims, `"deep":${nested(8)}`))],
  ['a claim twice', 'payload_duplicate_claim', sign(header, withText(goodClaims, '"sub":"admin"'))],
  [
    'twice, once escaped',
    'payload_duplicate_claim',
    sign(header, withText(goodClaims, '"\\u0073ub":"admin"')),
  ],
  ['twice, further in', 'payload_duplicate_claim', sign(header, withText(goodClaims, '"a":[{"b":1,"b":1}]'))],
];

const issuersAndKeys = ({ alg, sign, claims, headed, lacking, header }) => [
  ['no iss', 'iss_missing', lacking('iss')],
  ['an unknown iss', 'wrong_iss', claims({ iss: 'https://evil.example' })],
  ['iss with a slash more', 'wrong_iss', claims({ iss: `${ISSUER}/` })],
  ['iss in capitals', 'wrong_iss', claims({ iss: ISSUER.toUpperCase() })],
  ['iss as a list', 'wrong_iss', claims({ iss: [ISSUER] })],
  ['iss null', 'wrong_iss', claims({ iss: null })],
  [
    "another issuer's kid",
    alg === 'ES256' ? 'key_not_found' : 'alg_not_allowed',
    claims({ iss: NARROW_ISSUER }),
  ],
  ['an issuer without keys', 'jwks_unavailable', claims({ iss: UNSEEN_ISSUER })],
  ['an unknown kid', 'key_not_found', headed({ kid: 'nobody' })],
  ['a kid in another case', 'key_not_found', headed({ kid: `${alg.toLowerCase()}-1` })],
  ['a revoked key', 'key_revoked', sign({ ...header, kid: `${alg}-denied` }, goodClaims, 'denied')],
  ["another algorithm's key", 'key_alg_mismatch', headed({ kid: alg === 'ES256' ? 'ES384-1' : 'ES256-1' })],
];

const signatures = ({ alg, sign, claims, header, good }) => [
  ["another key's signature", 'bad_signature', sign(header, goodClaims, 'other')],
  ['another payload', 'bad_signature', part(good, 1, () => claims({ sub: 'admin' }).split('.')[1])],
  [
    'another header',
    'bad_signature',
    part(good, 0, () => sign({ ...header, x: 1 }, goodClaims).split('.')[0]),
  ],
  ['a signature of zeros', 'bad_signature', part(good, 2, (text) => 'A'.repeat(text.length))],
  ['four characters less', 'bad_signature', part(good, 2, (text) => text.slice(4))],
  ['four characters more', 'bad_signature', part(good, 2, (text) => `AAAA${text}`)],
  [
    'the first bytes changed',
    'bad_signature',
    part(good, 2, (text) => `${text[0] === 'A' ? 'B' : 'A'}${text.slice(1)}`),
  ],
  [
    'a signature, and claims that would be refused',
    'bad_signature',
    sign(header, { ...goodClaims, exp: 1 }, 'other'),
  ],
  ...(alg.startsWith('ES') ? ellipticSignatures(good) : []),
];

/** CVE-2022-21449: r or s is zero; and the DER form, which RFC 7518 §3.4 does not use. */
function ellipticSignatures(good) {
  const bytes = Buffer.from(good.split('.')[2], 'base64url');
  const half = bytes.length / 2;
  const zero = Buffer.alloc(half);
  const [r, s] = [bytes.subarray(0, half), bytes.subarray(half)];
  const integer = (value) => Buffer.concat([Buffer.from([2, half + 1, 0]), value]);
  const der = Buffer.concat([Buffer.from([0x30, 2 * half + 6]), integer(r), integer(s)]);
  const signed = (...parts) => part(good, 2, () => Buffer.concat(parts).toString('base64url'));
  return [
    ['r = 0', 'bad_signature', signed(zero, s)],
    ['s = 0', 'bad_signature', signed(r, zero)],
    ['DER', 'bad_signature', signed(der)],
  ];
}

const claimCases = ({ claims, lacking, headed, sign, header }) => [
  ['typ JWT', 'wrong_typ', headed({ typ: 'JWT' })],
  ['no typ', 'wrong_typ', sign(without(header, 'typ'), goodClaims)],
  [
    'an ID token',
    ['id_token_not_allowed', 'wrong_typ'],
    sign({ ...header, typ: 'JWT' }, { ...goodClaims, nonce: 'n' }),
  ],
  ...['exp', 'iat', 'aud', 'sub', 'client_id', 'jti'].map((name) => [
    `no ${name}`,
    name === 'aud' ? ['claim_missing', 'wrong_aud'] : 'claim_missing',
    lacking(name),
  ]),
  ['exp as text', 'claim_malformed', claims({ exp: `${NOW + 290}` })],
  ['exp with a fraction', 'claim_malformed', claims({ exp: NOW + 290.5 })],
  ['exp beyond the safe range', 'claim_malformed', claims({ exp: 1e300 })],
  ['exp null', ['claim_malformed', 'claim_missing'], claims({ exp: null })],
  ['exp = iat', 'claim_malformed', claims({ iat: NOW, exp: NOW })],
  ['nbf as text', 'claim_malformed', claims({ nbf: 'now' })],
  ['aud as a number', ['claim_malformed', 'wrong_aud'], claims({ aud: 7 })],
  ['aud with a number in it', ['claim_malformed', 'wrong_aud'], claims({ aud: [AUDIENCE, 7] })],
  ['an empty sub', 'claim_malformed', claims({ sub: '' })],
  ['sub as a number', 'claim_malformed', claims({ sub: 1 })],
  ['jti as an object', 'claim_malformed', claims({ jti: {} })],
  ['client_id true', 'claim_malformed', claims({ client_id: true })],
  ['another audience', 'wrong_aud', claims({ aud: 'https://api.example.com' })],
  ['no audience in the list', 'wrong_aud', claims({ aud: [] })],
  ['nbf one second ahead of the tolerance', 'token_not_yet_valid', claims({ nbf: NOW + 6 })],
  ['exp and tolerance reached', 'token_expired', claims({ exp: NOW - 5 })],
  ['iat one second ahead of the tolerance', 'issued_in_future', claims({ iat: NOW + 6 })],
  ['a second longer than allowed', 'lifetime_too_long', claims({ iat: NOW, exp: NOW + 3601 })],
];
