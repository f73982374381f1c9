import { Baseline, type ValidationContractInput } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { normalizeContract } from '../contract/normalize-contract.js';
import { brokenBy } from './baseline-findings.js';
import type { KnownIssuer } from './issuer-findings.js';
import { lintContract } from './lint-contract.js';

const ISSUER = 'https://a.example';
const KNOWN: KnownIssuer = {
  issuer: ISSUER,
  kind: 'external',
  archived: false,
  keys: [{ kty: 'EC', crv: 'P-256', alg: 'ES256' }],
};
const GOOD: ValidationContractInput = {
  schema: 1,
  issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }],
  audiences: ['payments'],
  token_type: { typ: ['at+jwt'] },
};

function lint(changes: object, known: readonly KnownIssuer[] = [KNOWN], baseline: object = {}): string[] {
  const findings = lintContract(
    { ...GOOD, ...changes },
    { baseline: Baseline.parse(baseline), issuers: known },
  );
  for (const { message } of findings) expect(message).toMatch(/\.$/);
  return findings.map(({ code, severity, path }) => `${severity} ${code} ${path.join('.')}`);
}
const issuer = (changes: object): object => ({
  issuers: [{ issuer: ISSUER, algorithms: ['ES256'], ...changes }],
});

describe('lintContract', () => {
  it('has nothing to say about a good contract', () => {
    expect(lint({})).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no audience at all', { audiences: undefined }, 'error audience_missing audiences'],
    ['an empty list of audiences', { audiences: [] }, 'error audience_missing audiences'],
    ['no issuer', { issuers: [] }, 'error issuer_missing issuers'],
    ['no token type', { token_type: undefined }, 'error token_type_missing token_type'],
    ['no typ', { token_type: {} }, 'error token_type_missing token_type.typ'],
    ['no algorithm', issuer({ algorithms: [] }), 'error algorithms_missing issuers.0.algorithms'],
    ['alg none', issuer({ algorithms: ['none'] }), 'error algorithm_none issuers.0.algorithms.0'],
    ['alg None', issuer({ algorithms: ['None'] }), 'error algorithm_none issuers.0.algorithms.0'],
    ['HS256', issuer({ algorithms: ['HS256'] }), 'error algorithm_symmetric issuers.0.algorithms.0'],
    ['an unknown alg', issuer({ algorithms: ['ES257'] }), 'error algorithm_unknown issuers.0.algorithms.0'],
    ['an issuer that is no URL', issuer({ issuer: 'auth' }), 'error issuer_url_invalid issuers.0.issuer'],
    ['a member that does not exist', { audience: 'x' }, 'error member_unknown audience'],
    ['a schema from the future', { schema: 2 }, 'error schema_unknown schema'],
    ['another type', { audiences: 'payments' }, 'error value_type audiences'],
    ['an unknown choice', { enforcement: 'maybe' }, 'error value_unknown enforcement'],
    ['a negative time', { time: { max_age_seconds: -1 } }, 'error value_too_small time.max_age_seconds'],
    [
      'a tolerance of hours',
      { time: { clock_tolerance_seconds: 3600 } },
      'error value_too_large time.clock_tolerance_seconds',
    ],
    ['an entry twice', { audiences: ['a', 'a'] }, 'error list_duplicate audiences'],
    ['tokens without exp', { time: { required: ['iat'] } }, 'error exp_not_required time.required'],
    ['an issuer twice', { issuers: [...GOOD.issuers, ...GOOD.issuers] }, 'error issuer_duplicate issuers'],
    [
      'a route without slash',
      { authorization: { routes: [{ id: 'a', path: 'a' }] } },
      'error route_path_invalid authorization.routes.0.path',
    ],
    [
      'a route with an encoded slash',
      { authorization: { routes: [{ id: 'a', path: '/a%2fb' }] } },
      'error route_path_ambiguous authorization.routes.0.path',
    ],
    [
      'a route id in capitals',
      { authorization: { routes: [{ id: 'A', path: '/a' }] } },
      'error route_id_invalid authorization.routes.0.id',
    ],
    [
      'a route id twice',
      {
        authorization: {
          routes: [
            { id: 'a', path: '/a', any_roles: ['x'] },
            { id: 'a', path: '/b', any_roles: ['x'] },
          ],
        },
      },
      'error route_id_duplicate authorization.routes',
    ],
  ])('refuses %s', (_what, changes, finding) => {
    expect(lint(changes)).toEqual([finding]);
  });

  it.each<[string, object, string]>([
    ['a wildcard audience', { audiences: ['*'] }, 'error audience_wildcard audiences.0'],
    [
      'an unlimited lifetime',
      { time: { max_lifetime_seconds: null } },
      'error lifetime_unlimited time.max_lifetime_seconds',
    ],
    [
      'a lifetime over the ceiling',
      { time: { max_lifetime_seconds: 3601 } },
      'error lifetime_over_ceiling time.max_lifetime_seconds',
    ],
    [
      'a tolerance over the ceiling',
      { time: { clock_tolerance_seconds: 61 } },
      'error clock_tolerance_over_ceiling time.clock_tolerance_seconds',
    ],
    [
      'ID tokens',
      { token_type: { typ: ['at+jwt'], reject_id_tokens: false } },
      'error id_tokens_not_rejected token_type.reject_id_tokens',
    ],
    [
      'an algorithm outside the baseline',
      { ...issuer({ algorithms: ['ES256', 'ES512'] }) },
      'error algorithm_not_in_baseline issuers.0.algorithms.1',
    ],
    [
      'an override over the ceiling',
      issuer({ overrides: { time: { max_lifetime_seconds: 7200 } } }),
      'error lifetime_over_ceiling issuers.0.overrides.time.max_lifetime_seconds',
    ],
    [
      'personal data',
      { claims: { forbidden: { names: ['phone_number', 'address', 'birthdate'] } } },
      'error forbidden_claim_missing claims.forbidden.names',
    ],
    [
      'a claim required and forbidden',
      { claims: { required: ['email', 'jti'] } },
      'error claim_required_and_forbidden claims.required',
    ],
    [
      'refusing before warning',
      { staleness: { soft_seconds: 900, hard_seconds: 600 } },
      'error staleness_hard_before_soft staleness.hard_seconds',
    ],
    ['report_only', { enforcement: 'report_only' }, 'warning enforcement_report_only enforcement'],
    ['no revocation', { revocation: [] }, 'warning revocation_off revocation'],
    [
      'another audience claim',
      { claims: { audience_claim: 'resource' } },
      'warning audience_claim_replaced claims.audience_claim',
    ],
    [
      'a client claim beside the required one',
      { claims: { client_claim: 'azp' } },
      'warning client_claim_mismatch claims.required',
    ],
    [
      'tokens that cannot be revoked',
      { claims: { required: ['sub'] } },
      'warning jti_not_required claims.required',
    ],
    [
      'a route without effect',
      { authorization: { default: { all_scopes: ['a'] }, routes: [{ id: 'a', path: '/a' }] } },
      'warning route_without_requirement authorization.routes.0',
    ],
    [
      'two routes for one place',
      {
        authorization: {
          unmatched: 'deny',
          routes: [
            { id: 'a', path: '/a/:x' },
            { id: 'b', path: '/a/:y/' },
          ],
        },
      },
      'warning route_duplicate authorization.routes.1',
    ],
    [
      'an open rest',
      { authorization: { routes: [{ id: 'a', path: '/a', all_scopes: ['a'] }] } },
      'warning unmatched_unprotected authorization.unmatched',
    ],
  ])('finds %s', (_what, changes, finding) => {
    expect(lint(changes)).toContain(finding);
  });

  it('finds an open typ, which only a looser baseline lets pass', () => {
    const open = { token_type: { typ: null } };
    expect(lint(open)).toContain('error typ_required_by_baseline token_type.typ');
    expect(lint(open, [KNOWN], { require_typ: false })).toEqual(['warning typ_any token_type.typ']);
  });

  it('finds forbidden claims that are only counted where the baseline wants them refused', () => {
    const finding = 'error forbidden_action_too_weak claims.forbidden.action';
    expect(lint({}, [KNOWN], { forbidden_action: 'reject' })).toEqual([finding]);
  });

  it('finds required claims and RSA sizes below the baseline', () => {
    expect(lint({}, [KNOWN], { required_claims: ['sid', 'exp'] })).toEqual([
      'error required_claim_missing claims.required',
    ]);
    const rsa: KnownIssuer = { ...KNOWN, keys: [{ kty: 'RSA', alg: 'RS256' }] };
    expect(lint(issuer({ algorithms: ['RS256'] }), [rsa], { min_rsa_bits: 3072 })).toEqual([
      'error rsa_bits_below_baseline issuers.0.min_rsa_bits',
    ]);
  });

  it.each<[string, KnownIssuer[], object, string]>([
    ['nobody knows', [], {}, 'error issuer_unknown issuers.0.issuer'],
    ['is archived', [{ ...KNOWN, archived: true }], {}, 'error issuer_archived issuers.0.issuer'],
    ['has no keys yet', [{ ...KNOWN, keys: [] }], {}, 'warning issuer_without_keys issuers.0.issuer'],
    [
      'has other keys',
      [{ ...KNOWN, keys: [{ kty: 'OKP', crv: 'Ed25519' }] }],
      {},
      'error issuer_without_usable_key issuers.0.algorithms',
    ],
    [
      'has other keys too',
      [{ ...KNOWN, keys: [...KNOWN.keys, { kty: 'OKP', alg: 'EdDSA' }] }],
      {},
      'warning key_alg_not_allowed issuers.0.algorithms',
    ],
    [
      'has a key without alg that fits two',
      [{ ...KNOWN, keys: [{ kty: 'RSA' }] }],
      issuer({ algorithms: ['RS256', 'PS256'] }),
      'error key_alg_ambiguous issuers.0.algorithms',
    ],
  ])('says of an issuer when it %s', (_what, known, changes, finding) => {
    expect(lint(changes, known)).toEqual([finding]);
  });

  it.each<[KnownIssuer['keys'], string]>([
    [[{ kty: 'RSA', alg: 'RS256' }], 'RS256'],
    [[{ kty: 'OKP', crv: 'Ed25519' }], 'Ed25519, EdDSA'],
    [[{ kty: 'RSA', alg: 'RSA-OAEP' }], 'other algorithms'],
  ])('tells what the keys of an issuer are for when none fits: %j', (keys, algorithms) => {
    const context = { baseline: Baseline.parse({}), issuers: [{ ...KNOWN, keys }] };
    const [finding] = lintContract(GOOD, context);
    expect(finding?.message).toMatch(new RegExp(`Its keys are for ${algorithms}\\.$`));
  });

  it('warns of an issuer that is not https, except on this machine', () => {
    const of = (url: string): string[] => lint(issuer({ issuer: url }), [{ ...KNOWN, issuer: url }]);
    expect(of('http://a.example')).toEqual(['warning issuer_not_https issuers.0.issuer']);
    expect(of('http://localhost:4000/x')).toEqual([]);
    expect(of('http://localhost.evil.example')).toEqual(['warning issuer_not_https issuers.0.issuer']);
  });

  it.each([null, 'text', 7, [], { issuers: 7, audiences: {} }, { issuers: [null] }])(
    'survives %j',
    (input) => {
      const findings = lintContract(input, { baseline: Baseline.parse({}), issuers: [] });
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.every(({ severity }) => severity === 'error')).toBe(true);
    },
  );
});

describe('brokenBy', () => {
  it('names the contracts that a new baseline would break', () => {
    const contracts = [
      { name: 'payments', contract: normalizeContract(GOOD) },
      { name: 'reports', contract: normalizeContract({ ...GOOD, time: { max_lifetime_seconds: 600 } }) },
    ];
    const broken = brokenBy(Baseline.parse({ max_lifetime_seconds: 900 }), contracts);
    expect(broken.map(({ name, findings }) => [name, findings[0]?.code])).toEqual([
      ['payments', 'lifetime_over_ceiling'],
    ]);
  });
});
