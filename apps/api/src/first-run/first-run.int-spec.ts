import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report, ReportRow } from '@accord/contract';
import type { CreatedCredential, DraftView, FirstRunView } from '@accord/contract/http';
import { FleetWriter } from '../fleet/fleet-writer.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { poll } from '../policy/testing/poll.js';

const ISSUER = 'https://auth.example.com';
const PLACE = '/v1/services/payments/environments/staging';

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
});

afterAll(() => api.close());

async function firstRun(): Promise<FirstRunView> {
  const answer = await api.request<FirstRunView>('GET', '/v1/first-run');
  expect(answer.status).toBe(200);
  return answer.body;
}

async function post<Body>(path: string, body: unknown, method = 'POST'): Promise<Body> {
  const answer = await api.request<Body>(method, path, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

function report(outcome: ReportRow['outcome'], instance: string, sequence: number): Report {
  const now = Math.floor(Date.now() / 1000);
  const row = {
    mode: 'enforced',
    outcome,
    issuer: ISSUER,
    kid: 'unknown',
    alg: 'ES256',
    contract_version: 1,
    count: 1,
  } as const;
  return {
    instance,
    sequence,
    window: { start: now - 60, end: now },
    applied: 1,
    rows: [row],
    notes: [],
    dropped: 0,
  };
}

it('follows the way from nothing to a good and a bad token', async () => {
  expect(await firstRun()).toEqual({ issuer: null, place: null });

  const issuer = { kind: 'managed', name: 'main', issuer: ISSUER, algorithms: ['ES256'] };
  await post('/v1/issuers', issuer);
  expect(await firstRun()).toEqual({
    issuer: {
      name: 'main',
      kind: 'managed',
      issuer: ISSUER,
      last_fetched_at: null,
      last_fetch_error: null,
    },
    place: null,
  });

  await post('/v1/services', { name: 'payments' });
  const nothing = {
    service: 'payments',
    environment: 'production',
    has_draft: false,
    published: false,
    credential: false,
    instances: 0,
    accepted: false,
    refused: false,
  };
  expect((await firstRun()).place).toEqual(nothing);

  const contract = {
    schema: 1,
    issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }],
    audiences: ['https://payments.example.com'],
    token_type: { typ: ['at+jwt'] },
  };
  const draft = await post<DraftView>(`${PLACE}/draft`, { contract }, 'PUT');
  // The environment that somebody works in, not the first one.
  const staging = { ...nothing, environment: 'staging' };
  expect((await firstRun()).place).toEqual({ ...staging, has_draft: true });

  // An issuer that came later is not the one whose tokens this service gets.
  await post('/v1/issuers', { ...issuer, name: 'another', issuer: 'https://another.example.com' });
  expect((await firstRun()).issuer).toMatchObject({ name: 'main' });

  await post(`${PLACE}/publish`, { reason: 'first', draft_etag: draft.etag });
  expect(await firstRun()).toMatchObject({
    issuer: { name: 'main' },
    place: { environment: 'staging', published: true },
  });

  // A newer service with less does not take the place of the one that has come further.
  await post('/v1/services', { name: 'later' });
  const { secret = '' } = await post<CreatedCredential>(`${PLACE}/credentials`, { name: 'first' });
  const withCredential = { service: 'payments', published: true, credential: true, instances: 0 };
  expect((await firstRun()).place).toMatchObject(withCredential);

  const instance = randomUUID();
  await poll(api, secret, { 'accord-instance': instance });
  await api.app.get(FleetWriter).flush();
  expect((await firstRun()).place).toMatchObject({ instances: 1, accepted: false, refused: false });

  const send = async (body: Report) => {
    const answer = await api.request('POST', '/v1/reports', { token: secret, body });
    expect(answer.status).toBe(202);
  };
  await send(report('accepted', instance, 0));
  expect((await firstRun()).place).toMatchObject({ accepted: true, refused: false });
  await send(report('wrong_aud', instance, 1));
  expect((await firstRun()).place).toMatchObject({ accepted: true, refused: true });
});

it('starts anew when the service is archived', async () => {
  expect((await api.request('DELETE', '/v1/services/payments')).status).toBe(204);
  expect(await firstRun()).toMatchObject({
    issuer: { name: 'another' },
    place: { service: 'later', published: false, accepted: false },
  });
  expect((await api.request('DELETE', '/v1/issuers/another')).status).toBe(204);
  expect((await api.request('DELETE', '/v1/issuers/main')).status).toBe(204);
  expect((await firstRun()).issuer).toBeNull();
});
