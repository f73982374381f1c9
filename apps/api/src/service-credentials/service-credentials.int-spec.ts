import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedCredential, CredentialPage, CredentialView, ServiceView } from '@accord/contract/http';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';
import { logLength, loggedEvents } from '../services/testing/logged-events.js';

const NOW = 1_795_440_000;
const clock = new MovableClock(NOW * 1000);
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ clock, imports: [RoleTokensModule] });
});

afterAll(async () => {
  await app.close();
});

const pathOf = (service: string) => `/v1/services/${service}/environments/production/credentials`;

async function newService(name: string): Promise<ServiceView> {
  return (await app.request<ServiceView>('POST', '/v1/services', { body: { name } })).body;
}

const create = (service: string, body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  app.request<CreatedCredential>('POST', pathOf(service), { body, headers });

const list = async (service: string) =>
  (await app.request<CredentialPage>('GET', pathOf(service))).body.items;

it('shows the secret once, and keeps its hash only', async () => {
  const service = await newService('payments');
  const { status, body } = await create('payments', { name: 'first' });
  expect(status).toBe(201);
  expect(body.secret).toMatch(/^acc_sc_[A-Za-z0-9_-]{43}$/);
  expect(body).toMatchObject({ name: 'first', expires_at: NOW + 365 * 86_400, revoked_at: null });
  expect(body.secret?.startsWith(body.prefix)).toBe(true);
  const [listed] = await list('payments');
  expect(listed).toEqual({ ...body, secret: undefined });
  expect(Object.keys(listed ?? {})).not.toContain('secret');
  const [row] = await app.dataSource.query<{ secret_hash: Buffer }[]>(
    'SELECT secret_hash FROM service_credentials WHERE id = $1',
    [body.id],
  );
  expect(row?.secret_hash).toEqual(
    createHash('sha256')
      .update(body.secret ?? '')
      .digest(),
  );
  const [event] = await loggedEvents(app, 'service_credential.created');
  expect(event).toMatchObject({ service_id: service.id, object: { id: body.id }, before: null });
  expect(event?.environment_id).not.toBeNull();
  expect(JSON.stringify(event)).not.toContain(body.secret?.slice(body.prefix.length));
});

it('answers a repeated request with the same credential, without the secret', async () => {
  await newService('repeats');
  const first = await create('repeats', { name: 'one' }, { 'idempotency-key': 'credential-1' });
  const again = await create('repeats', { name: 'one' }, { 'idempotency-key': 'credential-1' });
  expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
  expect(again.body.secret).toBeUndefined();
  expect(await list('repeats')).toHaveLength(1);
});

it('allows two live credentials, counting neither revoked nor expired ones', async () => {
  await newService('rolling');
  const { body: first } = await create('rolling', { name: 'a', expires_at: NOW + 60 });
  const { body: second } = await create('rolling', { name: 'b' });
  const third = await create('rolling', { name: 'c' });
  expect(third).toMatchObject({ status: 409, body: { code: 'too_many_credentials' } });
  expect((await app.request('DELETE', `${pathOf('rolling')}/${second.id}`)).status).toBe(204);
  expect((await create('rolling', { name: 'd' })).status).toBe(201);
  clock.advance(60);
  expect(first.expires_at).toBe(NOW + 60);
  expect((await create('rolling', { name: 'e' })).status).toBe(201);
  expect((await create('rolling', { name: 'f' })).status).toBe(409);
});

it('never gets past two, however many ask at once', async () => {
  await newService('rushed');
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => create('rushed', { name: `rush-${index}` })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409, 409]);
});

it('refuses an expiry in the past', async () => {
  await newService('late');
  const refused = await create('late', { name: 'late', expires_at: clock.nowSeconds() });
  expect(refused).toMatchObject({ status: 422, body: { code: 'expiry_in_the_past' } });
});

it('revokes once, with an event that names the place', async () => {
  const service = await newService('revoking');
  const { body } = await create('revoking', { name: 'x' });
  const path = `${pathOf('revoking')}/${body.id}`;
  expect((await app.request('DELETE', path)).status).toBe(204);
  const length = await logLength(app);
  expect((await app.request('DELETE', path)).status).toBe(204);
  expect(await logLength(app)).toBe(length);
  const [event] = (await loggedEvents(app, 'service_credential.revoked')).slice(-1);
  expect(event).toMatchObject({ service_id: service.id, object: { id: body.id } });
  expect((await list('revoking'))[0]?.revoked_at).toBe(clock.nowSeconds());
});

it('shows one as the list does, a revoked one too, where its making said that it is', async () => {
  await newService('shown');
  const made = await create('shown', { name: 'x' });
  const path = made.headers.get('location') ?? '';
  expect(path).toBe(`${pathOf('shown')}/${made.body.id}`);
  await app.request('DELETE', path);
  const { status, body } = await app.request<CredentialView>('GET', path, { token: tokenOf('viewer') });
  expect([status, body.revoked_at]).toEqual([200, clock.nowSeconds()]);
  expect([body]).toEqual(await list('shown'));
});

it('lists the newest first, page by page', async () => {
  await newService('paged');
  for (const name of ['a', 'b', 'c']) {
    clock.advance(1);
    const { body } = await create('paged', { name });
    await app.request('DELETE', `${pathOf('paged')}/${body.id}`);
  }
  const page = async (query: string) =>
    (await app.request<CredentialPage>('GET', `${pathOf('paged')}?${query}`)).body;
  const first = await page('limit=2');
  const second = await page(`limit=2&cursor=${first.next_cursor ?? ''}`);
  expect([first, second].map(({ items }) => items.map(({ name }) => name))).toEqual([['c', 'b'], ['a']]);
  expect(second.next_cursor).toBeNull();
});

it('finds a credential only where it belongs', async () => {
  await newService('here');
  await newService('there');
  const { body } = await create('here', { name: 'x' });
  const elsewhere = await app.request('GET', `${pathOf('there')}/${body.id}`);
  expect(elsewhere).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect((await app.request('DELETE', `${pathOf('there')}/${body.id}`)).status).toBe(404);
  expect((await create('nowhere', { name: 'x' })).status).toBe(404);
});

it('revokes the credentials of a service that is archived, and makes no new ones', async () => {
  await newService('leaving');
  await create('leaving', { name: 'x' });
  await app.request('DELETE', '/v1/services/leaving');
  expect((await list('leaving'))[0]?.revoked_at).toBe(clock.nowSeconds());
  const refused = await create('leaving', { name: 'y' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'service_archived' } });
});

it.each([
  ['viewer', 403],
  ['auditor', 403],
  ['editor', 201],
  ['approver', 201],
] as const)('answers the %s who creates a credential with %i', async (role, expected) => {
  await newService(`of-${role}`);
  const { status } = await app.request('POST', pathOf(`of-${role}`), {
    token: tokenOf(role),
    body: { name: 'x' },
  });
  expect(status).toBe(expected);
});
