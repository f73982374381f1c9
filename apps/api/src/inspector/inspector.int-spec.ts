import { makeClaims, makeKey, makeToken, signParts, TEST_ISSUER } from '@accord/testing';
import { FailureReason, type Outcome } from '@accord/contract';
import type { InspectedChecks, Inspection } from '@accord/contract/http';
import { compile } from '@accord/validator';
import type { Logger } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BundleStore } from '../bundles/bundle-store.js';
import { PolicyWorld, testContract, testJwk, type TestPlace } from '../bundles/testing/policy-world.js';
import { LOGGER } from '../platform/http/logger.js';
import { withDescribedAnswers } from '../platform/testing/described-answers.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';
import { INSPECTIONS_A_MINUTE } from './inspector-limits.js';

const NOW = 1_795_440_000;
const AUD = 'https://api.example.com';
const GET = { method: 'GET', path: '/items' };
const key = makeKey('EdDSA', 'key-1');
const stranger = makeKey('EdDSA', 'key-1');

let api: TestApp;
let world: PolicyWorld;
let place: TestPlace;

beforeAll(async () => {
  api = await withDescribedAnswers(await startTestApp({ imports: [RoleTokensModule] }));
  world = new PolicyWorld(api);
  await world.issuer(TEST_ISSUER, [key.publicJwk, testJwk('key-2')]);
  place = await world.place('payments', 'inspected');
  const contract = testContract([TEST_ISSUER], {
    authorization: {
      default: { all_scopes: ['pay'] },
      routes: [{ id: 'admin', path: '/admin', all_roles: ['boss'] }],
    },
  });
  const version = await world.publish(place, contract);
  await vi.waitUntil(() => slot().bundle?.version === version, { timeout: 30_000 });
});

afterAll(() => api.close());

const slot = () => api.app.get(BundleStore).slot(place);
const token = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}, signer = key) =>
  makeToken({ key: signer, now: NOW, claims: { aud: AUD, scope: 'pay', ...claims }, header });

const claimsText = (claims: Record<string, unknown> = {}) =>
  JSON.stringify(makeClaims(NOW, { aud: AUD, scope: 'pay', ...claims }));

async function inspect(presented: string | undefined, more: Record<string, unknown> = {}) {
  const answer = await api.request<Inspection>('POST', '/v1/inspect', {
    token: tokenOf('admin'),
    body: { token: presented, at: NOW, request: GET, ...more },
  });
  expect(answer.status).toBe(200);
  return answer.body;
}

async function cell(presented: string | undefined, more: Record<string, unknown> = {}) {
  const { items } = await inspect(presented, { ...more, environment: place.environment });
  return items.find((row) => row.service === place.service)?.verdicts[0];
}

async function checks(presented: string | undefined, more: Record<string, unknown> = {}) {
  const names = { service: place.service, environment: place.environment };
  return api.request<InspectedChecks>('POST', '/v1/inspect/checks', {
    token: tokenOf('admin'),
    body: { token: presented, at: NOW, request: GET, ...names, ...more },
  });
}

const TOKENS: readonly (readonly [Outcome, () => string])[] = [
  ['accepted', () => token()],
  ['token_malformed', () => 'opaque'],
  ['token_encrypted', () => 'a.b.c.d.e'],
  ['bad_base64url', () => `${token()} `],
  ['alg_none', () => token({}, { alg: 'none' })],
  ['alg_not_allowed', () => token({}, { alg: 'RS256' })],
  ['kid_missing', () => token({}, { kid: undefined })],
  ['payload_invalid', () => signParts(key, '{"alg":"EdDSA","kid":"key-1","typ":"at+jwt"}', '[]')],
  ['wrong_iss', () => token({ iss: 'https://else.example' })],
  ['key_not_found', () => token({}, { kid: 'key-9' })],
  ['bad_signature', () => token({}, {}, stranger)],
  ['wrong_typ', () => token({}, { typ: 'JWT' })],
  ['claim_missing', () => token({ sub: undefined })],
  ['claim_malformed', () => token({ exp: 'soon' })],
  ['wrong_aud', () => token({ aud: 'https://else.example' })],
  ['token_expired', () => token({ iat: NOW - 900, exp: NOW - 600 })],
  ['token_not_yet_valid', () => token({ nbf: NOW + 100 })],
  ['lifetime_too_long', () => token({ exp: NOW + 9_000 })],
  ['insufficient_scope', () => token({ scope: 'read' })],
];

it.each(TOKENS)('says what the service’s validator says: %s', async (outcome, make) => {
  const presented = make();
  const real = compile(slot().bundle?.payload, { clock: () => NOW }).verify(presented, GET);
  expect(real.ok ? 'accepted' : real.reason).toBe(outcome);
  expect(await cell(presented)).toMatchObject({ environment: 'inspected', outcome });
  const { body } = await checks(presented);
  expect(body.verdict.outcome).toBe(outcome);
  const failed = body.checks.filter((check) => check.state === 'failed');
  const reasons = real.ok ? [] : [real.reason, ...real.furtherReasons];
  expect(failed.map((check) => check.reason).toSorted()).toEqual(reasons.toSorted());
  expect(failed.every((check) => (check.explanation?.fix ?? '') !== '')).toBe(true);
});

const CLAIMS: readonly (readonly [Outcome, () => string])[] = [
  ['accepted', () => claimsText()],
  ['payload_invalid', () => '[]'],
  ['payload_duplicate_claim', () => claimsText().replace('{', '{"sub":"somebody",')],
  ['iss_missing', () => '{}'],
  ['wrong_iss', () => claimsText({ iss: 'https://else.example' })],
  ['id_token_not_allowed', () => claimsText({ nonce: 'n' })],
  ['claim_missing', () => claimsText({ sub: undefined })],
  ['wrong_aud', () => claimsText({ aud: 'https://else.example' })],
  ['token_expired', () => claimsText({ iat: NOW - 900, exp: NOW - 600 })],
  ['lifetime_too_long', () => claimsText({ exp: NOW + 9_000 })],
  ['insufficient_scope', () => claimsText({ scope: 'read' })],
];

it.each(CLAIMS)('judges claims that come without a token around them: %s', async (outcome, make) => {
  const claims = make();
  expect(await cell(undefined, { claims })).toMatchObject({ outcome, verified: false, contract_version: 1 });
  const { body } = await checks(undefined, { claims });
  expect(body.verdict.outcome).toBe(outcome);
  const stateOf = (reason: string) => body.checks.find((check) => check.reason === reason)?.state;
  expect(stateOf('kid_missing')).toBe('assumed');
  expect(stateOf('bad_signature')).toMatch(/assumed|not_reached/);
  const failed = body.checks.filter((check) => check.state === 'failed').map((check) => check.reason);
  expect(failed).toEqual(outcome === 'accepted' ? [] : expect.arrayContaining([outcome]));
});

it('takes a token or claims, not both and not neither', async () => {
  for (const body of [{}, { token: token(), claims: claimsText() }]) {
    const answer = await api.request('POST', '/v1/inspect', { token: tokenOf('admin'), body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(JSON.stringify(answer.body)).toContain('Send either a token or claims.');
  }
});

it('judges at the given time and for the given request', async () => {
  const verdictAt = async (more: Record<string, unknown>) => (await cell(token(), more))?.outcome;
  expect(await verdictAt({ at: NOW + 10_000 })).toBe('token_expired');
  expect(await verdictAt({ at: NOW - 10_000 })).toBe('issued_in_future');
  expect(await verdictAt({ request: { method: 'GET', path: '/admin' } })).toBe('missing_role');
  expect(await verdictAt({ request: { method: 'GET', path: '/a/../b' } })).toBe('path_ambiguous');
  const otherCase = { method: 'GET', path: '/Admin' };
  expect(await verdictAt({ request: otherCase })).toBe('accepted');
  const likeExpress = { ...otherCase, case_insensitive_paths: true };
  expect(await verdictAt({ request: likeExpress })).toBe('missing_role');
  const { body } = await checks(token(), { request: likeExpress });
  expect(body.checks.find(({ state }) => state === 'failed')?.explanation?.expected).toContain('admin');
});

it('explains the failing check and says what was not reached', async () => {
  const { body } = await checks(token({}, {}, stranger));
  const stateOf = (reason: string) => body.checks.find((check) => check.reason === reason)?.state;
  expect([stateOf('wrong_iss'), stateOf('bad_signature'), stateOf('wrong_aud')]).toEqual([
    'passed',
    'failed',
    'not_reached',
  ]);
  expect(new Set(body.checks.map((check) => check.reason))).toEqual(new Set(FailureReason.options));
  const unknown = await checks(token({}, { kid: 'key-9' }));
  const [failed] = unknown.body.checks.filter((check) => check.state === 'failed');
  expect(failed?.explanation).toMatchObject({ actual: 'kid "key-9"' });
  expect(failed?.explanation?.expected).toContain('key-1 (EdDSA)');
});

it('judges with the draft instead, as if it were published now', async () => {
  const base = `/v1/services/${place.service}/environments/${place.environment}`;
  expect((await checks(token(), { source: 'draft' })).status).toBe(404);
  const put = (contract: unknown, headers: Record<string, string> = {}) =>
    api.request<{ etag: string }>('PUT', `${base}/draft`, { body: { contract }, headers });
  const first = await put({ ...testContract([TEST_ISSUER]), audiences: ['https://new.example'] });
  expect(first.status).toBe(201);
  const drafted = (await checks(token(), { source: 'draft' })).body;
  expect(drafted.verdict).toMatchObject({ outcome: 'wrong_aud', contract_version: 2 });
  expect((await checks(token())).body.verdict.outcome).toBe('accepted');
  expect((await cell(token()))?.has_draft).toBe(true);
  await put({ schema: 1 }, { 'if-match': `"${first.body.etag}"` });
  expect((await checks(token(), { source: 'draft' })).body.verdict.outcome).toBe('contract_invalid');
});

it('pages and filters by service, and shows places without a contract', async () => {
  await world.place('billing', 'other');
  const first = await inspect(token(), { limit: 1 });
  expect(first.environments).toEqual(expect.arrayContaining(['inspected', 'other']));
  expect(first.items.map((row) => row.service)).toEqual(['billing']);
  expect(new Set(first.items[0]?.verdicts.map((verdict) => verdict.outcome))).toEqual(
    new Set(['contract_missing']),
  );
  const second = await inspect(token(), { limit: 1, cursor: first.next_cursor });
  expect(second.items.map((row) => row.service)).toEqual(['payments']);
  expect(second.next_cursor).toBeNull();
  const filtered = await inspect(token(), { search: 'paym', environment: 'inspected' });
  expect(filtered.items.map((row) => row.verdicts.map((verdict) => verdict.outcome))).toEqual([['accepted']]);
});

it('keeps nothing of the token: no event, no log line, no answer that repeats it', async () => {
  const logger = api.app.get<Logger>(LOGGER);
  const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
  const spies = levels.map((level) => vi.spyOn(logger, level));
  const events = async () =>
    (await api.dataSource.query<{ n: number }[]>('SELECT count(*) AS n FROM change_log'))[0]?.n;
  const before = await events();
  const presented = token({ jti: 'never-written-down' });
  const claims = claimsText({ jti: 'never-written-down' });
  const answers = [
    await inspect(presented),
    (await checks(presented)).body,
    await inspect(undefined, { claims }),
    (await checks(undefined, { claims })).body,
  ];
  const refused = await api.request('POST', '/v1/inspect', { body: { token: [presented] } });
  const wrongPath = await api.request('POST', '/v1/inspect/nothing', { body: { token: presented } });
  expect([refused.status, wrongPath.status]).toEqual([422, 404]);
  expect(await events()).toBe(before);
  await expect.poll(() => spies.some((spy) => spy.mock.calls.length > 0)).toBe(true);
  const [, payload = '', signature = ''] = presented.split('.');
  const said = JSON.stringify([spies.map((spy) => spy.mock.calls), answers, refused.body, wrongPath.body]);
  for (const part of [payload, signature, 'never-written-down']) expect(said).not.toContain(part);
});

it('lets every role look, nobody without a log-in, and refuses what is too long', async () => {
  const body = { token: token() };
  for (const role of ['viewer', 'editor', 'auditor'] as const) {
    expect((await api.request('POST', '/v1/inspect', { token: tokenOf(role), body })).status).toBe(200);
  }
  expect((await api.request('POST', '/v1/inspect', { token: null, body })).status).toBe(401);
  const long = await api.request('POST', '/v1/inspect', { body: { token: 'x'.repeat(70_001) } });
  expect(long).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
});

it('is limited in its rate', async () => {
  const ask = () => api.request('POST', '/v1/inspect', { token: tokenOf('approver'), body: { token: 'x' } });
  const answers = await Promise.all(Array.from({ length: INSPECTIONS_A_MINUTE + 5 }, ask));
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.body['code']).toBe('rate_limited');
});
