import { createHash } from 'node:crypto';
import {
  FailureReason,
  isUnverified,
  type BundlePayload,
  type ValidationContractInput,
} from '@accord/contract';
import {
  makeBundle,
  makeClaims,
  makeContract,
  makeKey,
  makeToken,
  signParts,
  TEST_ISSUER,
} from '@accord/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import { refusingPolicy } from './refusing-policy.js';
import type { Verdict, VerifyRequest } from './verdict.js';

const NOW = 1_795_440_000;
const key = makeKey('ES256', 'key-1');
const other = makeKey('ES256', 'key-2');
const weak = makeKey('RS256', 'weak', 1024);
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
const withHeader = (header: string): string => signParts(key, header, JSON.stringify(makeClaims(NOW)));
const withPayload = (payload: string | Buffer): string =>
  signParts(key, JSON.stringify({ alg: 'ES256', kid: 'key-1', typ: 'at+jwt' }), payload);
const claimsText = (extra: string): string => `${JSON.stringify(makeClaims(NOW)).slice(0, -1)},${extra}}`;
const [header64 = '', payload64 = '', signature64 = ''] = token().split('.');
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
const twoIssuers: Scene = {
  contract: {
    issuers: [
      { issuer: TEST_ISSUER, algorithms: ['EdDSA'] },
      { issuer: 'https://other.example', algorithms: ['ES256'] },
    ],
  },
};

type Case = readonly [reason: FailureReason, what: string, verdict: () => Verdict];
const CASES: readonly Case[] = [
  ['token_missing', 'no token', () => verify({}, undefined)],
  ['token_missing', 'an empty token', () => verify({}, '')],
  ['token_multiple', 'two headers', () => policyOf({}).verifyAuthorization(['Bearer a', 'Bearer b'])],
  ['scheme_unsupported', 'Basic', () => policyOf({}).verifyAuthorization('Basic YTpi')],
  ['path_ambiguous', 'a dot segment', () => verify({}, token(), { method: 'GET', path: '/a/../b' })],
  ['contract_missing', 'no contract', () => refusingPolicy('contract_missing', null).verify(token())],
  ['contract_invalid', 'a broken contract', () => refusingPolicy('contract_invalid', null).verify(token())],
  ['contract_stale', 'an old contract', () => refusingPolicy('contract_stale', policyOf({})).verify(token())],
  [
    'token_too_large',
    'a long token',
    () => verify({ contract: { limits: { max_token_bytes: 256 } } }, token()),
  ],
  ['token_too_large', 'many bytes in few characters', () => verify({}, '€'.repeat(3000))],
  ['token_encrypted', 'five parts', () => verify({}, 'a.b.c.d.e')],
  ['token_malformed', 'two parts', () => verify({}, 'a.b')],
  ['token_malformed', 'six parts', () => verify({}, 'a.b.c.d.e.f')],
  ['token_malformed', 'another type than string', () => verify({}, 7 as unknown as string)],
  ['bad_base64url', 'padding', () => verify({}, `${header64}=.${payload64}.${signature64}`)],
  ['bad_base64url', 'spaces', () => verify({}, `${header64}.${payload64}.${signature64} `)],
  ['header_invalid', 'no JSON', () => verify({}, withHeader('{"alg"'))],
  ['header_invalid', 'a list', () => verify({}, withHeader('["ES256"]'))],
  ['header_invalid', 'alg of another type', () => verify({}, token({}, { alg: 7 }))],
  ['header_invalid', 'typ of another type', () => verify({}, token({}, { typ: ['at+jwt'] }))],
  [
    'header_duplicate_member',
    'kid twice',
    () => verify({}, withHeader('{"alg":"ES256","kid":"a","kid":"key-1"}')),
  ],
  ['alg_missing', 'no alg', () => verify({}, token({}, { alg: undefined }))],
  ['alg_none', 'alg none', () => verify({}, token({}, { alg: 'none' }))],
  ['alg_not_allowed', 'an alg that no issuer uses', () => verify({}, token({}, { alg: 'RS256' }))],
  ['alg_not_allowed', 'an alg of another issuer', () => verifyTwoIssuers()],
  ['crit_unsupported', 'crit', () => verify({}, token({}, { crit: ['exp'] }))],
  ['header_key_forbidden', 'jwk', () => verify({}, token({}, { jwk: key.publicJwk }))],
  ['kid_missing', 'no kid', () => verify({}, token({}, { kid: undefined }))],
  ['kid_invalid', 'a number', () => verify({}, token({}, { kid: 1 }))],
  ['kid_invalid', 'an empty kid', () => verify({}, token({}, { kid: '' }))],
  ['kid_invalid', 'a long kid', () => verify({}, token({}, { kid: 'k'.repeat(257) }))],
  [
    'payload_too_deep',
    'nine levels',
    () => verify({}, withPayload(claimsText(`"x":${'['.repeat(8)}${']'.repeat(8)}`))),
  ],
  ['payload_invalid', 'text', () => verify({}, withPayload('foo'))],
  ['payload_invalid', 'a string', () => verify({}, withPayload('"foo"'))],
  ['payload_invalid', 'nothing', () => verify({}, withPayload(''))],
  ['payload_duplicate_claim', 'sub twice', () => verify({}, withPayload(claimsText('"sub":"admin"')))],
  ['iss_missing', 'no iss', () => verify({}, token({ iss: undefined }))],
  ['wrong_iss', 'another issuer', () => verify({}, token({ iss: `${TEST_ISSUER}/` }))],
  ['wrong_iss', 'a list of issuers', () => verify({}, token({ iss: [TEST_ISSUER] }))],
  ['key_revoked', 'a denied kid', () => verify({ issuer: { denied_kids: ['key-1'] } }, token())],
  [
    'key_revoked',
    'a denied kid without any keys',
    () => verify({ issuer: { jwks: null, denied_kids: ['key-1'] } }, token()),
  ],
  ['jwks_unavailable', 'keys never obtained', () => verify({ issuer: { jwks: null } }, token())],
  ['key_not_found', 'an unknown kid', () => verify({}, token({}, { kid: 'key-9' }))],
  ['key_not_found', 'an empty set', () => verify({ issuer: { jwks: { keys: [] } } }, token())],
  ['key_ambiguous', 'one kid, two keys', () => verifyAmbiguous()],
  ['key_alg_mismatch', 'a key of another type', () => verifyMismatch()],
  ['key_too_weak', 'RSA of 1024 bits', () => verifyWeak()],
  [
    'bad_signature',
    'a changed payload',
    () => verify({}, `${header64}.${token({ sub: 'x' }).split('.')[1] ?? ''}.${signature64}`),
  ],
  ['bad_signature', 'no signature', () => verify({}, `${header64}.${payload64}.`)],
  [
    'bad_signature',
    'another key',
    () => verify({}, makeToken({ key: other, now: NOW, header: { kid: 'key-1' } })),
  ],
  ['id_token_not_allowed', 'a nonce', () => verify({}, token({ nonce: 'n' }, { typ: 'JWT' }))],
  ['id_token_not_allowed', 'a client as audience', () => verify({}, token({ aud: 'shop' }, { typ: 'JWT' }))],
  ['wrong_typ', 'JWT', () => verify({}, token({}, { typ: 'JWT' }))],
  ['wrong_typ', 'no typ', () => verify({}, token({}, { typ: undefined }))],
  ['wrong_token_use', 'an ID token by claim', () => verify(typeClaim(), token({ token_use: 'id' }))],
  ['wrong_token_use', 'a list', () => verify(typeClaim(), token({ token_use: ['access'] }))],
  ['claim_malformed', 'exp as a string', () => verify({}, token({ exp: String(NOW + 60) }))],
  ['claim_malformed', 'exp with a fraction', () => verify({}, token({ exp: NOW + 60.5 }))],
  ['claim_malformed', 'nbf as null', () => verify({}, token({ nbf: null }))],
  ['claim_malformed', 'exp not after iat', () => verify({}, token({ iat: NOW + 1, exp: NOW + 1 }))],
  ['claim_malformed', 'aud with a number in it', () => verify({}, token({ aud: ['a', 1] }))],
  ['claim_malformed', 'an empty sub', () => verify({}, token({ sub: '' }))],
  ['claim_missing', 'no exp', () => verify({}, token({ exp: undefined }))],
  [
    'claim_missing',
    'no iat under a lifetime',
    () => verify({ contract: { time: { required: ['exp'] } } }, token({ iat: undefined })),
  ],
  ['claim_missing', 'no jti', () => verify({}, token({ jti: undefined }))],
  ['claim_missing', 'no aud', () => verify({}, token({ aud: undefined }))],
  [
    'claim_missing',
    'no subject to compare',
    () =>
      verify({ contract: { claims: { required: [], allowed_subjects: ['a'] } } }, token({ sub: undefined })),
  ],
  ['wrong_aud', 'another audience', () => verify({}, token({ aud: ['https://api.example.com'] }))],
  [
    'wrong_sub',
    'another subject',
    () => verify({ contract: { claims: { allowed_subjects: ['a'] } } }, token()),
  ],
  [
    'wrong_client',
    'another client',
    () => verify({ contract: { claims: { allowed_clients: ['a'] } } }, token()),
  ],
  ['token_not_yet_valid', 'nbf ahead', () => verify({}, token({ nbf: NOW + 6 }))],
  ['token_expired', 'exp reached', () => verify({}, token({ exp: NOW - 5 }))],
  ['issued_in_future', 'iat ahead', () => verify({}, token({ iat: NOW + 6 }))],
  [
    'token_too_old',
    'old',
    () => verify({ contract: { time: { max_age_seconds: 60 } } }, token({ iat: NOW - 66 })),
  ],
  ['lifetime_too_long', 'an hour and a second', () => verify({}, token({ iat: NOW, exp: NOW + 3601 }))],
  [
    'forbidden_claim',
    'email',
    () => verify({ contract: { claims: { forbidden: { action: 'reject' } } } }, token({ email: 'a@b' })),
  ],
  [
    'binding_missing',
    'an unbound token',
    () => verify({ contract: { binding: { mtls: 'required' } } }, token()),
  ],
  [
    'binding_missing',
    'no certificate',
    () => verify({ contract: { binding: { mtls: 'optional' } } }, token({ cnf: { 'x5t#S256': 'abc' } })),
  ],
  [
    'binding_mismatch',
    'another certificate',
    () =>
      verify({ contract: { binding: { mtls: 'optional' } } }, token({ cnf: { 'x5t#S256': 'abc' } }), {
        ...GET,
        mtls: { certificateThumbprint: 'def' },
      }),
  ],
  ['token_revoked', 'its jti', () => verify({ revocations: { tokens: revoked('token-1') } }, token())],
  ['token_revoked', 'issued before', () => verify({ issuer: { not_before: NOW - 9 } }, token())],
  [
    'token_revoked',
    'issued at no known time',
    () =>
      verify(
        { contract: { time: { max_lifetime_seconds: null, required: ['exp'] } }, issuer: { not_before: 1 } },
        token({ iat: undefined }),
      ),
  ],
  [
    'session_revoked',
    'its sid',
    () => verify({ revocations: { sessions: revoked('sid-1') } }, token({ sid: 'sid-1' })),
  ],
  ['subject_revoked', 'its sub', () => verify({ revocations: { subjects: revoked('user-1') } }, token())],
  ['client_revoked', 'its client', () => verify({ revocations: { clients: revoked('shop') } }, token())],
  ['route_unknown', 'no route', () => verify(authorization({ unmatched: 'deny' }), token(), GET)],
  ['route_unknown', 'no request', () => verify(authorization({ unmatched: 'deny' }), token())],
  [
    'insufficient_scope',
    'by default',
    () => verify(authorization({ default: { all_scopes: ['a'] } }), token()),
  ],
  [
    'insufficient_scope',
    'by route',
    () =>
      verify(
        authorization({ routes: [{ id: 'r', path: '/payments', any_scopes: ['a', 'b'] }] }),
        token({ scope: 'c ab' }),
        GET,
      ),
  ],
  ['missing_role', 'no role', () => verify(authorization({ default: { any_roles: ['clerk'] } }), token())],
  [
    'tenant_mismatch',
    'another tenant',
    () =>
      verify(
        authorization({ tenant: { claim: ['org', 'id'], values: ['t1'] } }),
        token({ org: { id: 't2' } }),
      ),
  ],
  [
    'acr_insufficient',
    'a weak log-in',
    () => verify(authorization({ acr_values: ['gold'] }), token({ acr: 'silver' })),
  ],
  [
    'validator_error',
    'a broken clock',
    () => compile(makeBundle({ keys: [key] }), { clock: () => NaN }).verify(token()),
  ],
];

function typeClaim(): Scene {
  return { contract: { token_type: { typ: ['at+jwt'], claims: { token_use: ['access'] } } } };
}
function verifyTwoIssuers(): Verdict {
  const bundle = makeBundle({ keys: [key], contract: makeContract(key, twoIssuers.contract) });
  const issuers = [
    ...bundle.issuers,
    { issuer: 'https://other.example', jwks: null, denied_kids: [], not_before: null },
  ];
  return compile({ ...bundle, issuers }, { clock }).verify(token());
}
function verifyAmbiguous(): Verdict {
  const keys = [key.publicJwk, { ...other.publicJwk, kid: 'key-1' }];
  return verify({ issuer: { jwks: { keys } } }, token());
}
function verifyMismatch(): Verdict {
  const keys = [{ ...weak.publicJwk, kid: 'key-1' }];
  return verify({ issuer: { jwks: { keys } } }, token());
}
function verifyWeak(): Verdict {
  const contract = makeContract(weak);
  return compile(makeBundle({ keys: [weak], contract }), { clock }).verify(
    makeToken({ key: weak, now: NOW }),
  );
}

describe('the closed list of reasons', () => {
  it.each(CASES)('%s: %s', (reason, _what, judge) => {
    const verdict = judge();
    expect(verdict).toMatchObject({ ok: false, reason });
    if (verdict.ok) return;
    expect(verdict.verified && isUnverified(reason)).toBe(false);
    expect(verdict.detail).toMatch(/^[A-Z].*[.)]$/);
  });

  it('is covered, but for what the core cannot cause', () => {
    const covered = new Set(CASES.map(([reason]) => reason));
    const missing = FailureReason.options.filter((reason) => !covered.has(reason));
    // Replays need a memory of proofs; revocations always come with the bundle.
    expect(missing).toEqual(['replay_detected', 'revocation_unavailable']);
  });
});
