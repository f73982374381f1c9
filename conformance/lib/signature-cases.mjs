import { constants, createHash, createPrivateKey, privateEncrypt } from 'node:crypto';
import { goodClaims, resigned } from './kit.mjs';

const toBig = (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
const toBytes = (number, length) => Buffer.from(number.toString(16).padStart(2 * length, '0'), 'hex');
const ZERO = Buffer.alloc(1);
const isFirstZero = (bytes) => bytes[0] === 0;

/** Signatures that only a careless check takes, and odd ones that hold: [id, expected, token], by kind of algorithm. */
export function signatureCases(given) {
  const { alg } = given;
  if (alg.startsWith('RS') || alg.startsWith('PS')) return rsa(given);
  return alg.startsWith('ES') ? elliptic(given) : edwards(given);
}

function rsa({ alg, signer, keys, header, good }) {
  const jwk = keys[`${alg}-good`];
  const n = toBig(Buffer.from(jwk.n, 'base64url'));
  const payload = { ...goodClaims, jti: 'leading-zero' };
  const zeroFirst = signer.tokenThat(isFirstZero, { jwk, alg }, header, payload);
  const other = (digest) => signer.token({ jwk, alg, digest }, header, goodClaims);
  const padded = (options) => resigned(good, () => signPss(jwk, good, options));
  const pkcs1 = () => signer.token({ jwk, alg: 'RS256' }, header, goodClaims);
  return [
    ['a signature that begins with a zero byte', 'accepted', zeroFirst],
    ['its leading zero byte left out', 'bad_signature', resigned(zeroFirst, (bytes) => bytes.subarray(1))],
    ['s + n', 'bad_signature', resigned(zeroFirst, (bytes) => toBytes(toBig(bytes) + n, 256))],
    ['a zero byte before', 'bad_signature', resigned(good, (bytes) => Buffer.concat([ZERO, bytes]))],
    ['a byte after', 'bad_signature', resigned(good, (bytes) => Buffer.concat([bytes, ZERO]))],
    ...(alg === 'RS256'
      ? [
          ['signed as PS256', 'bad_signature', padded({})],
          ['over SHA-1', 'bad_signature', other('sha1')],
          ['over SHA-512', 'bad_signature', other('sha512')],
        ]
      : [
          ['signed as RS256', 'bad_signature', pkcs1()],
          ['without a salt', 'bad_signature', padded({ saltLength: 0 })],
          ['the longest salt', 'bad_signature', padded({ saltLength: 222 })],
          ['MGF1 with SHA-1', 'bad_signature', padded({ mask: 'sha1' })],
          ['a fixed salt of 32 bytes', 'accepted', padded({})],
        ]),
  ];
}

/** RSASSA-PSS with SHA-256 and a salt of zeros under a key of 2048 bits (RFC 8017 §8.1.1, §9.1.1). */
function signPss(jwk, token, { saltLength = 32, mask = 'sha256' }) {
  const hash = (name, ...parts) => createHash(name).update(Buffer.concat(parts)).digest();
  const salt = Buffer.alloc(saltLength);
  const message = hash('sha256', Buffer.from(token.slice(0, token.lastIndexOf('.'))));
  const digest = hash('sha256', Buffer.alloc(8), message, salt);
  const block = Buffer.concat([Buffer.alloc(222 - saltLength), Buffer.from([1]), salt]);
  const counters = Array.from({ length: 12 }, (_, index) => Buffer.from([0, 0, 0, index]));
  const stream = Buffer.concat(counters.map((counter) => hash(mask, digest, counter)));
  const masked = block.map((byte, index) => byte ^ stream[index]);
  masked[0] &= 0x7f;
  const encoded = Buffer.concat([masked, digest, Buffer.from([0xbc])]);
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded);
}

const ORDERS = {
  ES256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  ES384: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
};

function elliptic({ alg, signer, keys, header, good }) {
  const jwk = keys[`${alg}-good`];
  const order = ORDERS[alg];
  const half = order.toString(16).length / 2;
  const pair = (change) =>
    resigned(good, (bytes) => Buffer.concat(change(bytes.subarray(0, half), bytes.subarray(half))));
  const payload = (jti) => ({ ...goodClaims, jti });
  const zeroFirst = signer.tokenThat(isFirstZero, { jwk, alg }, header, payload('leading-zero'));
  const isHigh = (bytes) => toBig(bytes.subarray(half)) > order / 2n;
  const high = signer.tokenThat(isHigh, { jwk, alg }, header, payload('high-s'));
  const low = signer.tokenThat((bytes) => !isHigh(bytes), { jwk, alg }, header, payload('low-s'));
  const n = toBytes(order, half);
  const digest = alg === 'ES256' ? 'sha384' : 'sha256';
  return [
    ['a high s', 'accepted', high],
    ['a low s', 'accepted', low],
    ['an r that begins with a zero byte', 'accepted', zeroFirst],
    ['its leading zero byte left out', 'bad_signature', resigned(zeroFirst, (bytes) => bytes.subarray(1))],
    ['a zero byte before r and before s', 'bad_signature', pair((r, s) => [ZERO, r, ZERO, s])],
    ['a byte after', 'bad_signature', pair((r, s) => [r, s, ZERO])],
    ['r = n', 'bad_signature', pair((r, s) => [n, s])],
    ['s = n', 'bad_signature', pair((r) => [r, n])],
    ['r = s = n', 'bad_signature', pair(() => [n, n])],
    [`over SHA-${digest.slice(3)}`, 'bad_signature', signer.token({ jwk, alg, digest }, header, goodClaims)],
  ];
}

/** The order of the group of Ed25519 (RFC 8032 §5.1). */
const EDWARDS_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function edwards({ good }) {
  const plusOrder = (bytes) => {
    const s = toBig(Buffer.from(bytes.subarray(32)).reverse()) + EDWARDS_ORDER;
    return Buffer.concat([bytes.subarray(0, 32), toBytes(s, 32).reverse()]);
  };
  return [
    ['S + L', 'bad_signature', resigned(good, plusOrder)],
    ['a byte after', 'bad_signature', resigned(good, (bytes) => Buffer.concat([bytes, ZERO]))],
  ];
}
