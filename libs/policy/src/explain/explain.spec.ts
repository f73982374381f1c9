import { FailureReason, ValidationContract } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { compileRules } from '../evaluate/rules.js';
import { CHECK_STEPS, stepStates } from './check-list.js';
import { explainFailure } from './explain-failure.js';

const nothing = {
  rules: null,
  issuer: null,
  keys: null,
  header: null,
  claims: null,
  tokenBytes: 3,
  now: 100,
  request: null,
};
const states = (judged: Parameters<typeof stepStates>[0]) =>
  stepStates(judged).flatMap(({ reason, state }) => (state === 'not_checked' ? [] : [`${reason}: ${state}`]));

describe('the ordered checks', () => {
  it('hold every reason, in the order of the list', () => {
    expect([...new Set(CHECK_STEPS.map((step) => step.reason))]).toEqual(FailureReason.options);
  });

  it('are passed before the failing one, and not reached after it', () => {
    const seen = states({ reason: 'kid_missing', furtherReasons: [], issuerKnown: false, claimsOnly: false });
    expect(seen).toContain('header_key_forbidden: passed');
    expect(seen).toContain('kid_missing: failed');
    expect(seen).toContain('kid_invalid: not_reached');
    expect(seen).toContain('token_expired: not_reached');
  });

  it('all ran when the signature held', () => {
    const seen = states({
      reason: 'wrong_typ',
      furtherReasons: ['token_expired'],
      issuerKnown: true,
      claimsOnly: false,
    });
    expect(seen.filter((line) => line.endsWith('failed'))).toEqual([
      'wrong_typ: failed',
      'token_expired: failed',
    ]);
    expect(seen.filter((line) => line.endsWith('not_reached'))).toEqual([]);
  });

  it('tell an algorithm that nobody uses from one that is another issuer’s', () => {
    const anybody = stepStates({
      reason: 'alg_not_allowed',
      furtherReasons: [],
      issuerKnown: false,
      claimsOnly: false,
    });
    const own = stepStates({
      reason: 'alg_not_allowed',
      furtherReasons: [],
      issuerKnown: true,
      claimsOnly: false,
    });
    expect(anybody.find((step) => step.state === 'failed')?.group).toBe('header');
    expect(own.filter((step) => step.state === 'failed').map((step) => step.group)).toEqual(['issuer']);
    expect(own.find((step) => step.reason === 'wrong_iss')?.state).toBe('passed');
  });

  it('claim nothing of a header and a signature that never came', () => {
    const judged = { reason: 'wrong_aud', furtherReasons: [], issuerKnown: true, claimsOnly: true } as const;
    const stateOf = new Map(stepStates(judged).map(({ reason, state }) => [reason, state]));
    for (const reason of ['token_malformed', 'kid_missing', 'alg_not_allowed', 'key_not_found'] as const)
      expect(stateOf.get(reason)).toBe('assumed');
    expect(stateOf.get('bad_signature')).toBe('assumed');
    expect(stateOf.get('wrong_typ')).toBe('assumed');
    expect(stateOf.get('payload_invalid')).toBe('passed');
    expect(stateOf.get('wrong_iss')).toBe('passed');
    expect(stateOf.get('wrong_aud')).toBe('failed');
    const early = stepStates({ ...judged, reason: 'wrong_iss', issuerKnown: false });
    expect(early.find((step) => step.reason === 'bad_signature')?.state).toBe('not_reached');
  });

  it('all passed for a token that is accepted', () => {
    const seen = states({ reason: null, furtherReasons: [], issuerKnown: true, claimsOnly: false });
    expect(seen.every((line) => line.endsWith('passed'))).toBe(true);
  });
});

describe('explanations', () => {
  const instanceOnly = stepStates({ reason: null, furtherReasons: [], issuerKnown: true, claimsOnly: false })
    .filter((step) => step.state === 'not_checked')
    .map((step) => step.reason);

  it.each(FailureReason.options.filter((reason) => !instanceOnly.includes(reason)))(
    '%s has one of its own, even when nothing is known',
    (reason) => {
      const { expected, actual, fix } = explainFailure(reason, nothing);
      expect(expected).not.toBe('a check that passes');
      expect([expected, actual, fix].join(' ')).not.toMatch(/undefined|\[object/);
      expect(fix).toMatch(/^[A-Z].*\.$/);
    },
  );

  it('says how far away a time is, and cuts what is long', () => {
    const facts = { ...nothing, claims: { exp: 40, iss: 'x'.repeat(1000) } };
    expect(explainFailure('token_expired', facts).actual).toBe('exp 40 (1 min before the time of judging)');
    expect(explainFailure('wrong_iss', facts).actual.length).toBeLessThan(310);
  });

  it.each([
    [100, '0 s after'],
    [3_760, '1 h 1 min after'],
    [100 - 2_719_489, '31 d 11 h before'],
  ])('writes a distance in its two largest units: %i', (exp, distance) => {
    const { actual } = explainFailure('token_expired', { ...nothing, claims: { exp } });
    expect(actual).toContain(`(${distance} the time of judging)`);
  });

  it('asks for what this request needs, and not for what other routes do', () => {
    const routes = [
      { id: 'list', methods: ['GET'], path: '/items', all_scopes: ['items:list'] },
      { id: 'create', methods: ['POST'], path: '/items', all_scopes: ['items:write'] },
    ];
    const contract = ValidationContract.parse({
      schema: 1,
      issuers: [{ issuer: 'https://auth.example.com', algorithms: ['ES256'] }],
      audiences: ['https://api.example.com'],
      token_type: { typ: ['at+jwt'] },
      authorization: { default: { all_scopes: ['items:read'] }, routes },
    });
    const asked = (request: { method: string; path: string } | null) =>
      explainFailure('insufficient_scope', { ...nothing, rules: compileRules(contract), request }).expected;
    expect(asked({ method: 'GET', path: '/items' })).toBe(
      'all of items:read; all of items:list (route list)',
    );
    expect(asked({ method: 'GET', path: '/elsewhere' })).toBe('all of items:read');
    expect(asked(null)).toBe('all of items:read');
  });

  it('says how long a token lives that lives too long', () => {
    const lives = (claims: object) =>
      explainFailure('lifetime_too_long', { ...nothing, claims: { ...claims } });
    expect(lives({ iat: 100, exp: 9_100 }).actual).toBe('2 h 30 min (exp 9100, iat 100)');
    expect(lives({ exp: 9_100 }).actual).toBe('exp 9100, iat absent');
  });
});
