import { verify } from 'node:crypto';
import { compile } from '@accord/validator';
import { JwtVerifier } from 'aws-jwt-verify';
import { createVerifier } from 'fast-jwt';
import { createLocalJWKSet, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { AUDIENCE, digestOf, ISSUER, makeBundle, REQUEST } from './material.mjs';

const clock = () => Math.floor(Date.now() / 1000);
const TOLERANCE_SECONDS = 5;

/** Accord, with every check of the contract; `check` answers whether the token was accepted. */
export function accord(issuer, options = {}) {
  const policy = compile(makeBundle(issuer), { clock, ...options });
  return { name: 'Accord', check: (token) => policy.verify(token, REQUEST).ok };
}

/** The same from the whole `Authorization` header, as the adapters ask. */
export function accordByHeader(issuer) {
  const policy = compile(makeBundle(issuer), { clock });
  return {
    name: 'Accord by header',
    prepare: (token) => Buffer.from(`Bearer ${token}`, 'latin1').toString('latin1'),
    check: (header) => policy.verifyAuthorization(header, REQUEST).ok,
  };
}

/** Only the signature, over bytes that lie ready: what no library can be faster than. */
export function raw({ alg, verifyOptions }) {
  const digest = digestOf(alg);
  const prepare = (token) => {
    const end = token.lastIndexOf('.');
    return [Buffer.from(token.slice(0, end)), Buffer.from(token.slice(end + 1), 'base64url')];
  };
  return {
    name: 'crypto.verify',
    prepare,
    check: ([input, signature]) => verify(digest, input, verifyOptions, signature),
  };
}

/** What no validator of tokens can leave out: decode, parse, freeze, check the signature. No claim is looked at. */
export function unchecked({ alg, verifyOptions }) {
  const digest = digestOf(alg);
  return {
    name: 'no claim checked',
    check: (token) => {
      const [header, payload, signature] = token.split('.');
      deepFreeze(JSON.parse(Buffer.from(payload, 'base64url').latin1Slice()));
      const input = Buffer.from(`${header}.${payload}`, 'latin1');
      return verify(digest, input, verifyOptions, Buffer.from(signature, 'base64url'));
    },
  };
}

function deepFreeze(value) {
  for (const name in value)
    if (typeof value[name] === 'object' && value[name] !== null) deepFreeze(value[name]);
  Object.freeze(value);
}

/** fast-jwt with one key, which it does not look up by kid. */
export function fastJwt({ alg, publicKey }, cache = false) {
  const check = createVerifier({
    key: publicKey.export({ type: 'spki', format: 'pem' }),
    algorithms: [alg],
    allowedIss: ISSUER,
    allowedAud: AUDIENCE,
    requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'jti'],
    clockTolerance: TOLERANCE_SECONDS * 1000,
    checkTyp: 'at+jwt',
    cache,
  });
  return { name: 'fast-jwt', check: (token) => outcomeOf(() => check(token)) };
}

/** fast-jwt as it looks keys up by kid: asynchronously. */
export function fastJwtByKid({ alg, kid, publicKey }) {
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const check = createVerifier({
    key: async ({ header }) => {
      if (header.kid !== kid) throw new Error('unknown kid');
      return pem;
    },
    algorithms: [alg],
    allowedIss: ISSUER,
    allowedAud: AUDIENCE,
    clockTolerance: TOLERANCE_SECONDS * 1000,
    checkTyp: 'at+jwt',
    cache: false,
  });
  return { name: 'fast-jwt by kid', isAsync: true, check: (token) => outcomeOfPromise(check(token)) };
}

/** jose over a local key set, one token at a time. */
export function jose({ alg, jwk }) {
  const keys = createLocalJWKSet({ keys: [jwk] });
  const options = {
    algorithms: [alg],
    issuer: ISSUER,
    audience: AUDIENCE,
    typ: 'at+jwt',
    requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'jti'],
    clockTolerance: TOLERANCE_SECONDS,
  };
  return {
    name: 'jose',
    isAsync: true,
    check: (token) => outcomeOfPromise(jwtVerify(token, keys, options)),
  };
}

/** aws-jwt-verify with its key set in memory, synchronously. */
export function awsJwtVerify({ jwk }) {
  const verifier = JwtVerifier.create({
    issuer: ISSUER,
    audience: AUDIENCE,
    jwksUri: `${ISSUER}/jwks.json`,
    graceSeconds: TOLERANCE_SECONDS,
  });
  verifier.cacheJwks({ keys: [jwk] });
  return { name: 'aws-jwt-verify', check: (token) => outcomeOf(() => verifier.verifySync(token)) };
}

/** jsonwebtoken with one key; it has no EdDSA. */
export function jsonWebToken({ alg, publicKey }) {
  const options = {
    algorithms: [alg],
    issuer: ISSUER,
    audience: AUDIENCE,
    clockTolerance: TOLERANCE_SECONDS,
  };
  return {
    name: 'jsonwebtoken',
    check: (token) => outcomeOf(() => jsonwebtoken.verify(token, publicKey, options)),
  };
}

/** jsonwebtoken as it looks keys up by kid: with a callback, which it calls synchronously here. */
export function jsonWebTokenByKid({ alg, kid, publicKey }) {
  const options = { algorithms: [alg], issuer: ISSUER, audience: AUDIENCE };
  const keyOf = (header, done) =>
    header.kid === kid ? done(null, publicKey) : done(new Error('unknown kid'));
  return {
    name: 'jsonwebtoken',
    check: (token) => {
      let accepted = false;
      jsonwebtoken.verify(token, keyOf, options, (error) => {
        accepted = !error;
      });
      return accepted;
    },
  };
}

function outcomeOf(act) {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

const outcomeOfPromise = (promise) =>
  promise.then(
    () => true,
    () => false,
  );
