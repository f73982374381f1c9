import { createHash } from 'node:crypto';
import { eddsaHeader, goodClaims, resigned } from './kit.mjs';
import { publicJwk } from './signing.mjs';

/** Which key a kid leads to, and which keys are never used. */
export const keyGroups = (kit) => [
  { name: 'keys', bundle: manyKeys(kit), cases: keyCases(kit) },
  { name: 'algorithms', bundle: moreAlgorithms(kit), cases: algorithmCases(kit) },
  ...smallGroups(kit),
];

/** RFC 7638 §3, for a key of Ed25519. */
const thumbprint = ({ crv, kty, x }) =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
const toText = (number, length) =>
  Buffer.from(number.toString(16).padStart(2 * length, '0'), 'hex').toString('base64url');
const zeroBefore = (text) =>
  Buffer.concat([Buffer.alloc(1), Buffer.from(text, 'base64url')]).toString('base64url');

/** An odd modulus of 2048 bits that is a power of 65537 modulo every prime up to 167, as CVE-2017-15361 (ROCA) made them. */
function rocaModulus() {
  const isPrime = (n) => Array.from({ length: n - 2 }, (_, index) => index + 2).every((d) => n % d !== 0);
  const primes = Array.from({ length: 165 }, (_, index) => index + 3).filter(isPrime);
  const product = primes.reduce((all, prime) => all * BigInt(prime), 1n);
  let power = 1n;
  for (let count = 0; count < 12345; count += 1) power = (power * 65537n) % product;
  let modulus = ((1n << 2047n) / product + 1n) * product + power;
  while (modulus % 2n === 0n) modulus += product;
  return modulus;
}

function manyKeys({ keys }) {
  const ed = publicJwk(keys['EdDSA-good'], 'EdDSA-1', 'EdDSA');
  const rs = publicJwk(keys['RS256-good'], 'RS256-1', 'RS256');
  const ec = publicJwk(keys['ES256-good'], 'ES256-1', 'ES256');
  const byThumbprint = publicJwk(keys['EdDSA-denied'], 'by-thumbprint', 'EdDSA');
  const bare = ({ alg, ...jwk }, kid) => ({ ...jwk, kid, ...(alg && {}) });
  const point = (fill, last) => Buffer.from([...Array(31).fill(fill), last]).toString('base64url');
  return {
    algorithms: ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'],
    jwks: [
      ed,
      rs,
      ec,
      byThumbprint,
      publicJwk(keys['PS256-good'], 'PS256-1', 'PS256'),
      { ...ed, kid: 'twice' },
      { ...publicJwk(keys['EdDSA-other'], 'twice', 'EdDSA') },
      bare(ed, 'without-alg'),
      bare(ec, 'p256-without-alg'),
      { ...ed, kid: 'alg-unknown', alg: 'XYZ' },
      { ...ed, kid: 'alg-of-rsa', alg: 'RS256' },
      { ...publicJwk(keys['ES384-good'], 'alg-of-p256', 'ES256') },
      { ...ed, kid: 'ops-verify', key_ops: ['verify'] },
      { ...ed, kid: 'ops-sign', key_ops: ['sign'] },
      { ...ed, kid: 'ops-none', key_ops: [] },
      publicJwk(keys['rsa-2047'], 'rsa-2047', 'RS256'),
      { ...rs, kid: 'n-with-a-zero', n: zeroBefore(rs.n) },
      { ...rs, kid: 'roca', n: toText(rocaModulus(), 256) },
      { ...rs, kid: 'e-1', e: 'AQ' },
      { ...rs, kid: 'e-4', e: 'BA' },
      { ...rs, kid: 'e-2-64-1', e: toText((1n << 64n) + 1n, 9) },
      { ...ed, kid: 'small-order', x: Buffer.from([1, ...Array(31).fill(0)]).toString('base64url') },
      { ...ed, kid: 'small-order-0', x: point(0, 0x80) },
      {
        ...ed,
        kid: 'not-canonical',
        x: Buffer.from([0xee, ...Array(30).fill(0xff), 0x7f]).toString('base64url'),
      },
      { ...ed, kid: 'x-of-31', x: Buffer.alloc(31, 9).toString('base64url') },
      { ...ec, kid: 'off-the-curve', y: point(1, 1) },
      { ...ec, kid: 'x-of-33', x: zeroBefore(ec.x) },
    ],
    issuer: { denied_kids: ['gone', thumbprint(byThumbprint)] },
  };
}

function keyCases({ signer, keys, header }) {
  const by = (name, alg, kid) => ({
    token: signer.token({ jwk: keys[name], alg }, { ...eddsaHeader, alg, kid }, goodClaims),
  });
  const rsa = (kid) => by('RS256-good', 'RS256', kid);
  return [
    ['a key that is in order', 'accepted', header({})],
    ['a key denied by its thumbprint', 'key_revoked', by('EdDSA-denied', 'EdDSA', 'by-thumbprint')],
    ['a denied kid that is in no set', 'key_revoked', header({ kid: 'gone' })],
    ['a kid that two keys have', 'key_ambiguous', header({ kid: 'twice' })],
    ['a key of PS256 for RS256', 'key_alg_mismatch', by('PS256-good', 'RS256', 'PS256-1')],
    ['a key of RS256 for PS256', 'key_alg_mismatch', by('RS256-good', 'PS256', 'RS256-1')],
    ['a key without alg', 'accepted', header({ kid: 'without-alg' })],
    ['a key of P-256 without alg', 'accepted', by('ES256-good', 'ES256', 'p256-without-alg')],
    [
      'a key of P-256 without alg for ES384',
      'key_alg_mismatch',
      by('ES384-good', 'ES384', 'p256-without-alg'),
    ],
    ['a key with an unknown alg', 'key_alg_mismatch', header({ kid: 'alg-unknown' })],
    ['a key of Ed25519 with alg RS256', 'key_alg_mismatch', header({ kid: 'alg-of-rsa' })],
    ['a key of Ed25519 with alg RS256 for RS256', 'key_alg_mismatch', rsa('alg-of-rsa')],
    ['a key of P-384 with alg ES256 for ES256', 'key_alg_mismatch', by('ES256-good', 'ES256', 'alg-of-p256')],
    ['key_ops with verify', 'accepted', header({ kid: 'ops-verify' })],
    ['key_ops without verify', 'key_too_weak', header({ kid: 'ops-sign' })],
    ['key_ops that is empty', 'key_too_weak', header({ kid: 'ops-none' })],
    ['RSA of 2047 bits', 'key_too_weak', by('rsa-2047', 'RS256', 'rsa-2047')],
    ['a modulus with a zero byte before', 'accepted', rsa('n-with-a-zero')],
    ['a modulus of ROCA', 'key_too_weak', rsa('roca')],
    ['e = 1', 'key_too_weak', rsa('e-1')],
    ['e = 4', 'key_too_weak', rsa('e-4')],
    ['e = 2^64 + 1', 'key_too_weak', rsa('e-2-64-1')],
    ['Ed25519 of small order', 'key_too_weak', header({ kid: 'small-order' })],
    ['Ed25519 of small order, with the sign bit', 'key_too_weak', header({ kid: 'small-order-0' })],
    ['Ed25519 that is not canonical', 'key_too_weak', header({ kid: 'not-canonical' })],
    ['Ed25519 of 31 bytes', 'key_too_weak', header({ kid: 'x-of-31' })],
    ['a point off the curve', 'key_too_weak', by('ES256-good', 'ES256', 'off-the-curve')],
    ['x of 33 bytes', 'key_too_weak', by('ES256-good', 'ES256', 'x-of-33')],
  ];
}

const MORE = {
  RS384: 'RS256',
  RS512: 'RS256',
  PS384: 'PS256',
  PS512: 'PS256',
  ES512: 'ES512',
  Ed25519: 'EdDSA',
};

const moreAlgorithms = ({ keys }) => ({
  algorithms: [...Object.keys(MORE), 'EdDSA'],
  jwks: [
    ...Object.entries(MORE).map(([alg, name]) => publicJwk(keys[`${name}-good`], `${alg}-1`, alg)),
    publicJwk(keys['EdDSA-other'], 'EdDSA-1', 'EdDSA'),
  ],
});

const P521_ORDER =
  0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n;

function algorithmCases({ signer, keys }) {
  const signed = (alg, kid = `${alg}-1`, name = MORE[alg]) =>
    signer.token({ jwk: keys[`${name}-good`], alg }, { ...eddsaHeader, alg, kid }, goodClaims);
  const plusOrder = (bytes, start) => {
    const raised = BigInt(`0x${bytes.subarray(start, start + 66).toString('hex')}`) + P521_ORDER;
    const number = Buffer.from(raised.toString(16).padStart(132, '0'), 'hex');
    return Buffer.concat([bytes.subarray(0, start), number, bytes.subarray(start + 66)]);
  };
  const es512 = signed('ES512');
  return [
    ...Object.keys(MORE).map((alg) => [`${alg}`, 'accepted', { token: signed(alg) }]),
    ['ES512: r + n', 'bad_signature', { token: resigned(es512, (bytes) => plusOrder(bytes, 0)) }],
    ['ES512: s + n', 'bad_signature', { token: resigned(es512, (bytes) => plusOrder(bytes, 66)) }],
    ['ES512: 64 bytes each', 'bad_signature', { token: resigned(es512, (bytes) => bytes.subarray(0, 128)) }],
    ['a key of Ed25519 for EdDSA', 'key_alg_mismatch', { token: signed('EdDSA', 'Ed25519-1', 'EdDSA') }],
    ['a key of EdDSA for Ed25519', 'key_alg_mismatch', { token: signed('Ed25519', 'EdDSA-1') }],
  ];
}

function smallGroups({ signer, keys, header }) {
  const rs = publicJwk(keys['RS256-good'], 'RS256-1', 'RS256');
  const { alg: _, ...withoutAlg } = rs;
  const rsa = {
    token: signer.token(
      { jwk: keys['RS256-good'], alg: 'RS256' },
      { ...eddsaHeader, alg: 'RS256', kid: 'RS256-1' },
      goodClaims,
    ),
  };
  const only = { algorithms: ['RS256'] };
  return [
    {
      name: 'no_keys',
      bundle: { jwks: [] },
      cases: [['a key set that is empty', 'key_not_found', header({})]],
    },
    {
      name: 'rsa_3072',
      bundle: { ...only, jwks: [rs], rule: { min_rsa_bits: 3072 } },
      cases: [['RSA of 2048 bits where 3072 are asked for', 'key_too_weak', rsa]],
    },
    {
      name: 'rsa_without_alg',
      bundle: { ...only, jwks: [withoutAlg] },
      cases: [['an RSA key without alg, and one algorithm that fits', 'accepted', rsa]],
    },
  ];
}
