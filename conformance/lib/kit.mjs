import { AUDIENCE, ISSUER, NOW } from './bundles.mjs';

export const goodClaims = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'user-1',
  client_id: 'shop',
  jti: 'token-1',
  iat: NOW - 10,
  exp: NOW + 290,
};
export const without = (object, ...names) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
export const nested = (levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
export const withText = (object, addition) => `${JSON.stringify(object).slice(0, -1)},${addition}}`;
/** The same with bytes in it, each character for one: for what is no UTF-8. */
export const withBytes = (object, addition) => Buffer.from(withText(object, addition), 'latin1');
export const part = (token, index, change) =>
  token
    .split('.')
    .map((text, at) => (at === index ? change(text) : text))
    .join('.');
/** A token whose signature, as bytes, is changed. */
export const resigned = (token, change) =>
  part(token, 2, (text) => Buffer.from(change(Buffer.from(text, 'base64url'))).toString('base64url'));

const ALG = 'EdDSA';
export const eddsaHeader = { alg: ALG, typ: 'at+jwt', kid: `${ALG}-1` };
export const PLAIN = { method: 'GET', path: '/' };

/** What the groups of cases beyond the algorithms are written with. A member that is undefined is left out of the token. */
export function makeKit(signer, keys) {
  const sign = (header, payload, name = `${ALG}-good`) =>
    signer.token({ jwk: keys[name], alg: ALG }, header, payload);
  const token = (claims = {}, header = {}) =>
    sign({ ...eddsaHeader, ...header }, { ...goodClaims, ...claims });
  return {
    signer,
    keys,
    sign,
    token,
    claims: (claims) => ({ token: token(claims) }),
    header: (header, claims) => ({ token: token(claims, header) }),
    /** The claims with JSON text added to them. */
    text: (addition) => ({ token: sign(eddsaHeader, withText(goodClaims, addition)) }),
    to: (method, path, claims, more) => ({ token: token(claims), request: { method, path, ...more } }),
    authorization: (...values) => ({ authorization: values }),
  };
}
