import {
  makeBundle,
  makeClaims,
  makeContract,
  makeKey,
  makeToken,
  numberedContract,
  signParts,
} from '@accord/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import { thumbprintOf } from './keys.js';
import { sha256 } from './node-crypto.js';
import { refusingPolicy } from './refusing-policy.js';

const NOW = 1_795_440_000;
const key = makeKey('ES256', 'key-1');
const policy = compile(makeBundle({ keys: [key] }), { clock: () => NOW });
const good = makeToken({ key, now: NOW });
const judge = (header: string | readonly string[] | undefined): string => {
  const verdict = policy.verifyAuthorization(header, { method: 'GET', path: '/' });
  return verdict.ok ? 'accepted' : verdict.reason;
};

describe('verifyAuthorization', () => {
  it.each([
    ['Bearer <token>', `Bearer ${good}`, 'accepted'],
    ['the scheme in another case (RFC 9110 §11.1)', `bEARER ${good}`, 'accepted'],
    ['more spaces (RFC 6750 §2.1)', `  Bearer   ${good}\t`, 'accepted'],
    ['one value in a list', [`Bearer ${good}`], 'accepted'],
    ['nothing', undefined, 'token_missing'],
    ['an empty list', [], 'token_missing'],
    ['an empty value', '', 'token_missing'],
    ['the scheme alone', 'Bearer', 'token_missing'],
    ['the scheme and a space', 'Bearer ', 'token_missing'],
    ['two values', [`Bearer ${good}`, `Bearer ${good}`], 'token_multiple'],
    ['two values in one', `Bearer ${good}, Bearer ${good}`, 'token_multiple'],
    ['another scheme', 'Basic YTpi', 'scheme_unsupported'],
    ['a token without scheme', good, 'scheme_unsupported'],
    ['DPoP where the contract does not ask for it', `DPoP ${good}`, 'scheme_unsupported'],
    ['a tab instead of a space', `Bearer\t${good}`, 'scheme_unsupported'],
    ['something after the token', `Bearer ${good} x`, 'bad_base64url'],
  ])('%s', (_what, header, expected) => {
    expect(judge(header)).toBe(expected);
  });

  it('takes no longer than the header is long, whatever stands in it (RFC 8725 §3.11)', () => {
    // Twice the length must not take four times as long: a million squared would outlast every timeout.
    const spaces = ' '.repeat(1_000_000);
    expect(judge(`Bearer${spaces}x`)).toBe('token_malformed');
    expect(judge(`Bearer x${spaces}x`)).toBe('token_too_large');
    expect(judge(`Bearer ${`,${' '.repeat(9)}`.repeat(100_000)}x`)).toBe('token_too_large');
  });

  it('names the first reason of group 1 (request) before any other', () => {
    const refusing = refusingPolicy('contract_missing', null);
    const ambiguous = { method: 'GET', path: '//' };
    expect(refusing.verifyAuthorization(undefined, ambiguous)).toMatchObject({ reason: 'token_missing' });
    expect(refusing.verifyAuthorization('Basic x', ambiguous)).toMatchObject({
      reason: 'scheme_unsupported',
    });
    expect(refusing.verifyAuthorization('Bearer x', ambiguous)).toMatchObject({ reason: 'path_ambiguous' });
    expect(refusing.verifyAuthorization('Bearer x', { method: 'GET', path: '/' })).toMatchObject({
      reason: 'contract_missing',
      contractVersion: 0,
      verified: false,
    });
  });
});

describe('DPoP (RFC 9449)', () => {
  const holder = makeKey('ES256', 'holder');
  const { kid: _kid, alg: _alg, use: _use, ...jwk } = holder.publicJwk;
  const url = 'https://api.example.com/payments';
  const request = { method: 'GET', path: '/payments' };
  const thumbprint = thumbprintOf(holder.publicJwk);
  const bound = makeToken({ key, now: NOW, claims: { cnf: { jkt: thumbprint } } });
  const dpop = compile(
    makeBundle({ keys: [key], contract: makeContract(key, { binding: { dpop: 'optional' } }) }),
    {
      clock: () => NOW,
    },
  );
  const proofOf = (claims: object = {}, header: object = {}): string =>
    signParts(
      holder,
      JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...header }),
      JSON.stringify({ jti: 'p1', htm: 'GET', htu: url, iat: NOW, ath: sha256(bound), ...claims }),
    );
  const present = (proof: string | readonly string[] | undefined, header = `DPoP ${bound}`): string => {
    const given = proof === undefined ? request : { ...request, dpop: { proof, url } };
    const verdict = dpop.verifyAuthorization(header, given);
    return verdict.ok ? 'accepted' : verdict.reason;
  };

  it('accepts a token with the proof of its key', () => {
    expect(present(proofOf())).toBe('accepted');
    expect(present(proofOf({ htu: 'https://API.example.com:443/payments?x=1#y' }))).toBe('accepted');
    expect(present([proofOf()])).toBe('accepted');
    expect(present(proofOf({ htu: 'https://api.example.com/%70ayments' }))).toBe('accepted');
    expect(present(proofOf({ htu: 'HTTPS://api.example.com/a/../payments?x=@' }))).toBe('accepted');
  });

  it.each<[string, object, object]>([
    ['another method', { htm: 'POST' }, {}],
    ['another URL', { htu: 'https://api.example.com/refunds' }, {}],
    ['no URL at all', { htu: 'payments' }, {}],
    ['a user in its URL', { htu: 'https://somebody@api.example.com/payments' }, {}],
    ['an encoded separator for a separator', { htu: 'https://api.example.com%2Fpayments' }, {}],
    ['another token', { ath: sha256('other') }, {}],
    ['no token', { ath: undefined }, {}],
    ['an old proof', { iat: NOW - 61 }, {}],
    ['a proof from the future', { iat: NOW + 6 }, {}],
    ['no jti', { jti: undefined }, {}],
    ['another typ', {}, { typ: 'JWT' }],
    ['alg none', {}, { alg: 'none' }],
    ['another alg', {}, { alg: 'ES384' }],
    ['a private key in it', {}, { jwk: { ...jwk, d: 'AAAA' } }],
    ['no key', {}, { jwk: undefined }],
    ['another key', {}, { jwk: { ...makeKey('ES256', 'x').publicJwk, kid: undefined } }],
    ['crit', {}, { crit: ['x'] }],
  ])('refuses a proof with %s', (_what, claims, header) => {
    expect(present(proofOf(claims, header))).toBe('binding_mismatch');
  });

  // What a parser for browsers mends (WHATWG URL) is no spelling of the URL by RFC 3986.
  it.each([
    'https://api.example.com/\tpayments',
    'ht\ntps://api.example.com/payments',
    ' https://api.example.com/payments ',
    String.raw`https:\\api.example.com\payments`,
    String.raw`https://api.example.com\payments`,
    'https:api.example.com/payments',
    'https:/api.example.com/payments',
    'https:///api.example.com/payments',
    'https://@api.example.com/payments',
    'https://:@api.example.com/payments',
    'https://ａpi.example.com/payments',
    'https://%EF%BD%81pi.example.com/payments',
    'https://api.example.com/payments?ü',
  ])('refuses a proof for %j', (htu) => {
    expect(present(proofOf({ htu }))).toBe('binding_mismatch');
  });

  it('refuses two proofs, and a bound token without any', () => {
    expect(present([proofOf(), proofOf()])).toBe('binding_mismatch');
    expect(present(proofOf(), `Bearer ${bound}`)).toBe('binding_missing');
    expect(present(undefined, `Bearer ${bound}`)).toBe('binding_missing');
    expect(present(undefined)).toBe('binding_missing');
  });

  it('refuses an unbound token that comes as a DPoP request, but not as a bearer token', () => {
    expect(present(proofOf({ ath: sha256(good) }), `DPoP ${good}`)).toBe('binding_missing');
    expect(present(undefined, `DPoP ${good}`)).toBe('binding_missing');
    expect(present(undefined, `Bearer ${good}`)).toBe('accepted');
    expect(makeClaims(NOW)).not.toHaveProperty('cnf');
  });

  it('says with each refusal whether the contract takes DPoP, for the challenge (RFC 9449 §7.1)', () => {
    expect(dpop.verifyAuthorization(undefined)).toMatchObject({ reason: 'token_missing', dpop: 'optional' });
    expect(dpop.verifyAuthorization('Bearer x')).toMatchObject({
      reason: 'token_malformed',
      dpop: 'optional',
    });
    expect(policy.verifyAuthorization(undefined)).toMatchObject({ dpop: 'off' });
    expect(refusingPolicy('contract_stale', dpop).verify(undefined)).toMatchObject({ dpop: 'optional' });
    expect(refusingPolicy('contract_missing', null).verify(undefined)).toMatchObject({ dpop: 'off' });
  });

  it.each<[string, 'off' | 'optional', 'off' | 'optional', string, string]>([
    ['no longer', 'optional', 'off', 'accepted', 'scheme_unsupported'],
    ['not yet', 'off', 'optional', 'scheme_unsupported', 'accepted'],
  ])('is judged by a shadow contract that asks for it %s', (_when, now, then, enforced, expected) => {
    const contract = (dpop: 'off' | 'optional') => makeContract(key, { binding: { dpop } });
    const shadow = numberedContract(contract(then), 8);
    const bundle = makeBundle({ keys: [key], contract: contract(now), bundle: { shadow } });
    const verdict = compile(bundle, { clock: () => NOW }).verifyAuthorization(`DPoP ${bound}`, {
      ...request,
      dpop: { proof: proofOf(), url },
    });
    expect(verdict.ok ? 'accepted' : verdict.reason).toBe(enforced);
    expect(verdict.shadow).toMatchObject({ outcome: expected, contractVersion: 8 });
  });
});
