import { createHash } from 'node:crypto';
import type { BundlePayload, ValidationContractInput } from '@accord/contract';
import { makeBundle, makeContract, makeKey, makeToken, numberedContract, TEST_ISSUER } from '@accord/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import type { Verdict, VerifyRequest } from './verdict.js';

const NOW = 1_795_440_000;
const key = makeKey('ES256', 'key-1');
const other = makeKey('ES256', 'key-2');
const clock = (): number => NOW;

interface Scene {
  readonly contract?: Partial<ValidationContractInput>;
  readonly issuer?: Partial<BundlePayload['issuers'][number]>;
  readonly revocations?: Partial<BundlePayload['revocations']>;
}

const policyOf = ({ contract, ...rest }: Scene) =>
  compile(makeBundle({ keys: [key, other], contract: makeContract(key, contract), ...rest }), { clock });
const token = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): string =>
  makeToken({ key, now: NOW, claims, header });
const verify = (scene: Scene, presented: string | undefined, request?: VerifyRequest): Verdict =>
  policyOf(scene).verify(presented, request);
const revoked = (value: string) => [
  {
    issuer: TEST_ISSUER,
    id: createHash('sha256')
      .update(JSON.stringify([TEST_ISSUER, value]))
      .digest('base64url'),
    before: null,
    until: NOW + 600,
  },
];
const authorization = (rules: ValidationContractInput['authorization']): Scene => ({
  contract: { authorization: rules },
});
const GET: VerifyRequest = { method: 'GET', path: '/payments' };

describe('a good token', () => {
  it.each(['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const)(
    'is accepted with %s',
    (alg) => {
      const signer = makeKey(alg, 'key-1');
      const policy = compile(makeBundle({ keys: [signer] }), { clock });
      const verdict = policy.verify(makeToken({ key: signer, now: NOW }));
      expect(verdict).toMatchObject({
        ok: true,
        issuer: TEST_ISSUER,
        kid: 'key-1',
        alg,
        contractVersion: 7,
        shadow: null,
      });
    },
  );

  it.each([
    ['now + tolerance = nbf', { nbf: NOW + 5 }],
    ['one second before exp + tolerance', { exp: NOW - 4 }],
    ['iat = now + tolerance', { iat: NOW + 5 }],
    ['a lifetime of exactly the limit', { iat: NOW, exp: NOW + 3600 }],
    ['aud as a list', { aud: ['x', 'https://api.example.com/payments'] }],
    ['a forbidden claim that is only counted', { email: 'a@b' }],
  ])('passes with %s', (_what, claims) => {
    expect(verify({}, token(claims)).ok).toBe(true);
  });

  it('passes at exactly the greatest age with tolerance', () => {
    expect(verify({ contract: { time: { max_age_seconds: 60 } } }, token({ iat: NOW - 65 })).ok).toBe(true);
  });

  it.each(['AT+JWT', 'application/at+jwt', 'Application/At+Jwt'])('may write its typ %s', (typ) => {
    expect(verify({}, token({}, { typ })).ok).toBe(true);
  });

  it('may be issued by an issuer that names client and audience differently', () => {
    const overrides = { client_claim: 'azp', audience_claim: 'resource', audiences: ['own'] };
    const contract = { issuers: [{ issuer: TEST_ISSUER, algorithms: ['ES256' as const], overrides }] };
    const claims = { client_id: undefined, azp: 'shop', aud: undefined, resource: 'own' };
    expect(verify({ contract }, token(claims)).ok).toBe(true);
  });

  it('needs every matching route and the default', () => {
    const scene = authorization({
      scope_claim: ['scp'],
      default: { all_scopes: ['base'] },
      routes: [
        { id: 'all', path: '/payments/*', all_scopes: ['payments'] },
        { id: 'refund', methods: ['POST'], path: '/payments/:id/refund', any_roles: ['clerk'] },
      ],
    });
    const refund: VerifyRequest = { method: 'POST', path: '/payments/7/refund/?x=1' };
    const claims = { scp: ['base', 'payments'], roles: 'reader clerk' };
    expect(verify(scene, token(claims), refund).ok).toBe(true);
    expect(verify(scene, token({ ...claims, roles: [] }), refund)).toMatchObject({ reason: 'missing_role' });
    expect(verify(scene, token({ ...claims, scp: ['base'] }), refund)).toMatchObject({
      reason: 'insufficient_scope',
      requiredScopes: ['base', 'payments'],
    });
  });
});

describe('a refusal', () => {
  it('names issuer, kid and alg only where the bundle knows them', () => {
    expect(verify({}, token({ iss: 'https://evil.example' }, { kid: 'evil' }))).toMatchObject({
      issuer: 'unknown',
      kid: 'unknown',
      alg: 'ES256',
    });
    expect(verify({}, token({}, { kid: 'evil' }))).toMatchObject({ issuer: TEST_ISSUER, kid: 'unknown' });
    expect(verify({}, token({}, { alg: 'evil' }))).toMatchObject({ alg: 'unknown' });
    expect(
      verify({ issuer: { jwks: { keys: [] }, denied_kids: ['gone'] } }, token({}, { kid: 'gone' })),
    ).toMatchObject({
      kid: 'gone',
    });
  });

  it('tells further reasons in order, but only once the signature held', () => {
    const claims = { nonce: 'n', aud: 'x', exp: NOW - 100, iat: NOW - 9000, jti: undefined, email: 'e' };
    const good = token(claims, { typ: 'JWT' });
    const scene: Scene = { contract: { authorization: { default: { all_scopes: ['a'] } } } };
    expect(verify(scene, good)).toMatchObject({
      reason: 'id_token_not_allowed',
      verified: true,
      furtherReasons: [
        'wrong_typ',
        'claim_missing',
        'wrong_aud',
        'token_expired',
        'lifetime_too_long',
        'insufficient_scope',
      ],
      notes: [{ note: 'forbidden_claim', value: 'email' }],
    });
    const forged = makeToken({ key: other, now: NOW, claims, header: { typ: 'JWT', kid: 'key-1' } });
    expect(verify(scene, forged)).toMatchObject({
      reason: 'bad_signature',
      verified: false,
      furtherReasons: [],
      notes: [],
    });
  });

  it('does not throw either when whoever is told of an internal error does', () => {
    const onInternalError = () => {
      throw new Error('the log is full');
    };
    const policy = compile(makeBundle({ keys: [key] }), { clock: () => Number.NaN, onInternalError });
    expect(policy.verify(token())).toMatchObject({ ok: false, reason: 'validator_error' });
  });

  it('never repeats the token in its detail', () => {
    const secret = 'evil-content';
    const claims = { iss: secret, sub: secret };
    for (const presented of [token(claims), token({ aud: secret }), token({}, { kid: secret }), secret]) {
      expect(JSON.stringify(verify({}, presented))).not.toContain(secret);
    }
  });

  it('carries report_only, so that the adapter lets the request pass without identity', () => {
    expect(verify({ contract: { enforcement: 'report_only' } }, token({ aud: 'x' }))).toMatchObject({
      ok: false,
      enforcement: 'report_only',
    });
  });

  it('notes a request that no route names', () => {
    const scene = authorization({ routes: [{ id: 'r', path: '/other' }] });
    expect(verify(scene, token(), GET)).toMatchObject({ ok: true, notes: [{ note: 'route_unmatched' }] });
    expect(verify({}, token(), GET).notes).toEqual([]);
  });
});

describe('the shadow contract', () => {
  const shadowed = (changes: Partial<ValidationContractInput>) => {
    const shadow = numberedContract(makeContract(key, changes), 8);
    return compile(makeBundle({ keys: [key], bundle: { shadow } }), { clock });
  };

  it('is judged beside the one in force and changes nothing', () => {
    const policy = shadowed({ audiences: ['new'] });
    expect(policy.shadowVersion).toBe(8);
    expect(policy.verify(token())).toMatchObject({
      ok: true,
      contractVersion: 7,
      shadow: { outcome: 'wrong_aud', contractVersion: 8, issuer: TEST_ISSUER, kid: 'key-1', alg: 'ES256' },
    });
  });

  it('may accept what the one in force refuses', () => {
    const policy = shadowed({ audiences: ['new'] });
    expect(policy.verify(token({ aud: 'new' }))).toMatchObject({
      ok: false,
      shadow: { outcome: 'accepted' },
    });
  });
});

describe('revocation', () => {
  const [entry] = revoked('user-1');
  if (!entry) throw new Error('no entry');

  it('spares tokens that were issued at or after the time', () => {
    const subjects = [{ ...entry, before: NOW - 10 }];
    expect(verify({ revocations: { subjects } }, token()).ok).toBe(true);
    expect(verify({ revocations: { subjects } }, token({ iat: NOW - 11 }))).toMatchObject({
      reason: 'subject_revoked',
    });
  });

  it('is not looked at where the contract leaves the kind out', () => {
    expect(
      verify({ contract: { revocation: ['tokens'] }, revocations: { subjects: [entry] } }, token()).ok,
    ).toBe(true);
  });

  it('takes the widest of two entries', () => {
    const subjects = [entry, { ...entry, before: 1 }];
    expect(verify({ revocations: { subjects } }, token())).toMatchObject({ reason: 'subject_revoked' });
  });
});
