import type { ValidationContractInput } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { normalizeContract } from '../contract/normalize-contract.js';
import { evaluate } from './evaluate.js';
import type { Evaluation, EvaluationContext } from './evaluation.js';
import { indexRevocations, revocationId } from './revocations.js';
import { compileRules } from './rules.js';

const NOW = 1_795_440_000;
const ISSUER = 'https://a.example';
const NONE = { tokens: [], subjects: [], sessions: [], clients: [] };
const hash = (text: string): string => `hash of ${text}`;
const CONTEXT: EvaluationContext = {
  now: NOW,
  request: null,
  binding: { dpopScheme: false, dpop: undefined, mtls: undefined },
  revocations: indexRevocations(NONE, hash),
};

function judge(
  contract: Partial<ValidationContractInput>,
  token: { typ?: string; claims?: Record<string, unknown>; notBefore?: number },
  context: Partial<EvaluationContext> = {},
): Evaluation {
  const rules = compileRules(
    normalizeContract({
      schema: 1,
      issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }],
      audiences: ['payments', 'shop'],
      token_type: { typ: ['at+jwt', 'JWT'] },
      ...contract,
    }),
  );
  const issuer = rules.issuers.get(ISSUER);
  if (!issuer) throw new Error('no issuer');
  const claims = {
    iss: ISSUER,
    sub: 'u',
    client_id: 'shop',
    jti: 'j',
    aud: 'payments',
    iat: NOW,
    exp: NOW + 60,
  };
  const { typ, notBefore = null } = token;
  const verified = { issuer, typ, notBefore, claims: { ...claims, ...token.claims } };
  return evaluate(verified, rules, { ...CONTEXT, ...context });
}
const reasonOf = (evaluation: Evaluation): string => evaluation.failure?.reason ?? 'accepted';

describe('ID tokens', () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    ['an access token of the same typ', 'JWT', {}, 'accepted'],
    ['a nonce', 'JWT', { nonce: 'n' }, 'id_token_not_allowed'],
    ['an at_hash', 'JWT', { at_hash: 'h' }, 'id_token_not_allowed'],
    ['a c_hash', 'JWT', { c_hash: 'h' }, 'id_token_not_allowed'],
    ['a nonce in what says that it is an access token', 'at+jwt', { nonce: 'n' }, 'accepted'],
    ['its client as only audience', 'JWT', { aud: ['shop'] }, 'id_token_not_allowed'],
    [
      'its azp as only audience',
      'JWT',
      { aud: 'shop', client_id: 'other', azp: 'shop' },
      'id_token_not_allowed',
    ],
    ['its client as one of two audiences', 'JWT', { aud: ['shop', 'payments'] }, 'accepted'],
  ])('are told by %s', (_what, typ, claims, expected) => {
    expect(reasonOf(judge({}, { typ, claims }))).toBe(expected);
  });

  it('pass where the contract says so', () => {
    const contract = { token_type: { typ: ['JWT'], reject_id_tokens: false } };
    expect(reasonOf(judge(contract, { typ: 'JWT', claims: { nonce: 'n' } }))).toBe('accepted');
  });

  it('need no typ where any is accepted', () => {
    expect(reasonOf(judge({ token_type: { typ: null } }, {}))).toBe('accepted');
  });
});

describe('revocation', () => {
  it('by issuer spares tokens that were issued at that very second', () => {
    const token = { typ: 'at+jwt' };
    expect(reasonOf(judge({}, { ...token, notBefore: NOW }))).toBe('accepted');
    expect(reasonOf(judge({}, { ...token, notBefore: NOW + 1 }))).toBe('token_revoked');
  });

  it('compares hashes of [iss, value]', () => {
    const id = revocationId(ISSUER, 'j', hash);
    expect(id).toBe('hash of ["https://a.example","j"]');
    const tokens = [{ issuer: ISSUER, id, before: null, until: NOW }];
    const revocations = indexRevocations({ ...NONE, tokens }, hash);
    expect(reasonOf(judge({}, { typ: 'at+jwt' }, { revocations }))).toBe('token_revoked');
  });

  it('hashes nothing while nothing is revoked', () => {
    const revocations = indexRevocations(NONE, () => {
      throw new Error('hashed');
    });
    expect(reasonOf(judge({}, { typ: 'at+jwt' }, { revocations }))).toBe('accepted');
  });
});

describe('forbidden claims', () => {
  it('are noted by the names of the contract, in either action', () => {
    const claims = { email: 'a@b', address: {} };
    const notes = [
      { note: 'forbidden_claim', value: 'address' },
      { note: 'forbidden_claim', value: 'email' },
    ];
    expect(judge({}, { typ: 'at+jwt', claims })).toMatchObject({ failure: null, notes });
    const reject = { claims: { forbidden: { action: 'reject' as const } } };
    expect(judge(reject, { typ: 'at+jwt', claims })).toMatchObject({
      failure: { reason: 'forbidden_claim', about: 'address' },
      furtherReasons: [],
      notes,
    });
  });
});

describe('scopes and roles', () => {
  const contract = (path: string[]): Partial<ValidationContractInput> => ({
    authorization: { roles_claim: path, default: { all_roles: ['clerk'] } },
  });

  it.each<[string, string[], Record<string, unknown>, string]>([
    ['a list at a path', ['realm', 'roles'], { realm: { roles: ['clerk'] } }, 'accepted'],
    ['a text', ['roles'], { roles: 'reader clerk' }, 'accepted'],
    ['a part of a word', ['roles'], { roles: 'clerks' }, 'missing_role'],
    ['the end of a word', ['roles'], { roles: 'subclerk' }, 'missing_role'],
    ['a word after such parts', ['roles'], { roles: 'clerks subclerk clerk' }, 'accepted'],
    ['nothing', ['realm', 'roles'], {}, 'missing_role'],
    ['nothing at the end of the path', ['realm', 'roles'], { realm: {} }, 'missing_role'],
    ['an object', ['roles'], { roles: { clerk: true } }, 'claim_malformed'],
    ['a text on the way', ['realm', 'roles'], { realm: 'clerk' }, 'claim_malformed'],
    ['an inherited name', ['constructor', 'name'], {}, 'missing_role'],
  ])('from %s', (_what, path, claims, expected) => {
    expect(reasonOf(judge(contract(path), { typ: 'at+jwt', claims }))).toBe(expected);
  });

  it('with a space in their name, from a list only', () => {
    const chief = { authorization: { default: { all_roles: ['chief clerk'] } } };
    const judged = (roles: unknown) => reasonOf(judge(chief, { typ: 'at+jwt', claims: { roles } }));
    expect(judged(['chief clerk'])).toBe('accepted');
    expect(judged('chief clerk')).toBe('missing_role');
  });

  it('are not looked at where nothing asks for them', () => {
    expect(reasonOf(judge({}, { typ: 'at+jwt', claims: { roles: 7, scope: {} } }))).toBe('accepted');
  });
});
