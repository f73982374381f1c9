import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Baseline } from '@accord/contract';
import type { BaselineBreaksContracts, BaselineConflict, BaselineView } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';
import { logLength, loggedEvents } from '../services/testing/logged-events.js';
import {
  ContractDesk,
  ISSUER,
  contractWith,
  registerIssuer,
} from '../contracts/testing/contract-fixtures.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ imports: [RoleTokensModule] });
  await registerIssuer(app, 'main', ISSUER);
});

afterAll(async () => {
  await app.close();
});

const get = async () => (await app.request<BaselineView>('GET', '/v1/baseline')).body;

/** As somebody does who has looked first. */
async function put<Body = BaselineView>(baseline: object, more: object = {}) {
  const headers = { 'if-match': `"${(await get()).etag}"` };
  return putUnder<Body>(headers, baseline, more);
}

const putUnder = <Body>(headers: Record<string, string>, baseline: object, more: object = {}) =>
  app.request<Body>('PUT', '/v1/baseline', {
    headers,
    body: { baseline, reason: 'policy of the year', ...more },
  });

const preview = (baseline: object, token?: string) =>
  app.request<BaselineBreaksContracts>('POST', '/v1/baseline/preview', {
    body: { baseline },
    ...(token === undefined ? {} : { token }),
  });

it('starts with the built-in baseline, which nobody wrote', async () => {
  expect(await get()).toEqual({
    version: 0,
    etag: '0',
    baseline: Baseline.parse({}),
    updated_at: null,
    updated_by: null,
    reason: null,
  });
});

describe('a new version', () => {
  it('is numbered, logged with before and after, and in force at once', async () => {
    const { status, body } = await put({ max_lifetime_seconds: 7200 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: 1, reason: 'policy of the year' });
    expect(body.baseline).toEqual({ ...Baseline.parse({}), max_lifetime_seconds: 7200 });
    expect(await get()).toEqual(body);
    const [event] = await loggedEvents(app, 'baseline.updated');
    expect(event).toMatchObject({
      reason: 'policy of the year',
      before: { version: 0, baseline: { max_lifetime_seconds: 3600 } },
      after: { version: 1, baseline: { max_lifetime_seconds: 7200 } },
    });
    const desk = await new ContractDesk(app, 'long-lived').open();
    expect((await desk.publish(contractWith({ time: { max_lifetime_seconds: 7200 } }))).status).toBe(201);
  });

  it('logs nothing when it is the same', async () => {
    const length = await logLength(app);
    expect((await put({ max_lifetime_seconds: 7200 })).body.version).toBe(1);
    expect(await logLength(app)).toBe(length);
  });

  it('lists the published contracts that it would break, and changes nothing', async () => {
    const { status, body } = await put<BaselineBreaksContracts & { code: string }>({
      max_lifetime_seconds: 600,
    });
    expect([status, body.code]).toEqual([409, 'baseline_breaks_contracts']);
    expect(body.broken).toEqual([
      expect.objectContaining({
        contract: 'long-lived/production',
        service: 'long-lived',
        environment: 'production',
        version: 1,
      }),
    ]);
    expect(body.broken[0]?.findings.length).toBeGreaterThan(0);
    const length = await logLength(app);
    const looked = await preview({ max_lifetime_seconds: 600 });
    expect([looked.status, looked.body]).toEqual([200, { broken: body.broken }]);
    expect((await preview({ max_lifetime_seconds: 7200 })).body).toEqual({ broken: [] });
    expect(await logLength(app)).toBe(length);
    expect((await get()).version).toBe(1);
  });

  it('leaves what is named as it is, until it is published again', async () => {
    const { status, body } = await put(
      { max_lifetime_seconds: 600 },
      { accept_broken: ['long-lived/production'] },
    );
    expect([status, body.version]).toEqual([200, 2]);
    const [event] = (await loggedEvents(app, 'baseline.updated')).slice(-1);
    expect(event).toMatchObject({ after: { accepted_broken: ['long-lived/production'] } });
    const desk = new ContractDesk(app, 'long-lived');
    const again = await desk.publish<{ code: string }>(
      contractWith({ audiences: ['other'], time: { max_lifetime_seconds: 7200 } }),
    );
    expect([again.status, again.body.code]).toEqual([422, 'contract_refused']);
  });

  it('does not mind contracts of archived services', async () => {
    await app.request('DELETE', '/v1/services/long-lived');
    expect((await put({ max_lifetime_seconds: 300 })).status).toBe(200);
  });

  it('cannot slip past a contract that is published at the same time', async () => {
    await put({ max_lifetime_seconds: 3600 });
    const desk = await new ContractDesk(app, 'racing').open();
    const [published, set] = await Promise.all([
      desk.publish(contractWith({ time: { max_lifetime_seconds: 3600 } })),
      put({ max_lifetime_seconds: 60 }),
    ]);
    expect([published.status === 201, set.status === 200]).toContain(false);
  });

  it('refuses what is no baseline', async () => {
    const { status } = await put({ algorithms: ['none'] });
    expect(status).toBe(422);
  });
});

describe('under If-Match', () => {
  it('is shown with its ETag, and set with it', async () => {
    const seen = await app.request<BaselineView>('GET', '/v1/baseline');
    expect(seen.headers.get('etag')).toBe(`"${seen.body.version}"`);
    const headers = { 'if-match': seen.headers.get('etag') ?? '' };
    const set = await putUnder<BaselineView>(headers, { max_lifetime_seconds: 5000 });
    expect(set.status).toBe(200);
    expect(set.headers.get('etag')).toBe(`"${seen.body.version + 1}"`);
    expect(set.body.etag).toBe(String(seen.body.version + 1));
  });

  it.each([
    [428, 'if_match_required', {}],
    [412, 'edit_conflict', { 'if-match': '"0"' }],
  ])('answers %i %s with what is in force, and changes nothing', async (status, code, headers) => {
    const before = await get();
    const answer = await putUnder<BaselineConflict & { code: string }>(headers, { max_lifetime_seconds: 42 });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.current).toEqual(before);
    expect(await get()).toEqual(before);
  });

  it('replaces whatever is in force under If-Match: *, as RFC 9110 has it', async () => {
    const set = await putUnder<BaselineView>({ 'if-match': '*' }, { max_lifetime_seconds: 5003 });
    expect([set.status, set.body.version]).toEqual([200, (await get()).version]);
  });

  it('lets one of two win who looked at the same version', async () => {
    const headers = { 'if-match': `"${(await get()).etag}"` };
    const answers = await Promise.all([
      putUnder(headers, { max_lifetime_seconds: 5001 }),
      putUnder(headers, { max_lifetime_seconds: 5002 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

it.each(['viewer', 'editor', 'approver', 'auditor'] as const)('lets the %s look, not set', async (role) => {
  const token = tokenOf(role);
  expect((await app.request('GET', '/v1/baseline', { token })).status).toBe(200);
  const { status } = await app.request('PUT', '/v1/baseline', {
    token,
    body: { baseline: {}, reason: 'no' },
  });
  expect([status, (await preview({}, token)).status]).toEqual([403, 403]);
});
