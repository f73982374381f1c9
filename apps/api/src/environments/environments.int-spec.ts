import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnvironmentList, EnvironmentView } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';
import { logLength, loggedEvents } from '../services/testing/logged-events.js';
import { EnvironmentsService } from './environments.service.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ imports: [RoleTokensModule] });
});

afterAll(async () => {
  await app.close();
});

const names = async () =>
  (await app.request<EnvironmentList>('GET', '/v1/environments')).body.items.map(({ name }) => name);

it('gives a new installation production and staging, each with a logged event', async () => {
  expect(await names()).toEqual(['production', 'staging']);
  const events = await loggedEvents(app, 'environment.created');
  expect(events.map((event) => [event.object.name, event.actor.kind])).toEqual([
    ['production', 'system'],
    ['staging', 'system'],
  ]);
});

it('makes the defaults once, however many replicas start at the same time', async () => {
  const before = await logLength(app);
  const service = app.app.get(EnvironmentsService, { strict: false });
  await Promise.all([service.ensureDefaults(), service.ensureDefaults()]);
  expect(await logLength(app)).toBe(before);

  await app.dataSource.query('TRUNCATE environments CASCADE');
  await Promise.all(Array.from({ length: 4 }, () => service.ensureDefaults()));
  expect(await names()).toEqual(['production', 'staging']);
  expect(await loggedEvents(app, 'environment.created')).toHaveLength(4);
});

it('adds an environment behind the others', async () => {
  const created = await app.request<EnvironmentView>('POST', '/v1/environments', {
    body: { name: 'canary' },
  });
  expect(created).toMatchObject({ status: 201, body: { name: 'canary', position: 2 } });
  expect(await names()).toEqual(['production', 'staging', 'canary']);
  const [event] = (await loggedEvents(app, 'environment.created')).slice(-1);
  expect(event).toMatchObject({ environment_id: created.body.id, before: null, after: { name: 'canary' } });
});

it('shows one as the list does, where its making said that it is', async () => {
  const made = await app.request<EnvironmentView>('POST', '/v1/environments', { body: { name: 'shown' } });
  const path = made.headers.get('location') ?? '';
  expect(path).toBe('/v1/environments/shown');
  const shown = await app.request('GET', path, { token: tokenOf('viewer') });
  expect(shown).toMatchObject({ status: 200, body: made.body });
  const missing = await app.request('GET', '/v1/environments/missing');
  expect(missing).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

it('answers a repeated creation with what the first one made', async () => {
  const request = { body: { name: 'repeated' }, headers: { 'idempotency-key': 'env-1' } };
  const first = await app.request<EnvironmentView>('POST', '/v1/environments', request);
  const length = await logLength(app);
  const second = await app.request<EnvironmentView>('POST', '/v1/environments', request);
  expect(second).toMatchObject({ status: 201, body: first.body });
  expect(await logLength(app)).toBe(length);
});

it('refuses a name that is taken, and one that is no name', async () => {
  const taken = await app.request('POST', '/v1/environments', { body: { name: 'production' } });
  expect(taken).toMatchObject({ status: 409, body: { code: 'environment_exists' } });
  const bad = await app.request('POST', '/v1/environments', { body: { name: 'Not A Slug' } });
  expect(bad).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
});

it.each(['viewer', 'editor', 'approver', 'auditor'] as const)('lets the %s look, not add', async (role) => {
  const token = tokenOf(role);
  expect((await app.request('GET', '/v1/environments', { token })).status).toBe(200);
  const refused = await app.request('POST', '/v1/environments', { token, body: { name: `of-${role}` } });
  expect(refused).toMatchObject({
    status: 403,
    body: { code: 'forbidden', permission: 'environments:write' },
  });
});
