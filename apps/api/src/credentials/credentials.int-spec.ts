import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedCredential, OwnedCredentialPage } from '@accord/contract/http';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';

const NOW = 1_795_440_000;
const SERVICE = '/v1/services/payments/environments/production/credentials';
const clock = new MovableClock(NOW * 1000);
let app: TestApp;

const create = async (path: string, name: string, expires_at: number) =>
  (await app.request<CreatedCredential>('POST', path, { body: { name, expires_at } })).body;

const list = async (query: string) =>
  (await app.request<OwnedCredentialPage>('GET', `/v1/credentials?${query}`)).body;

const names = async (query: string) => (await list(query)).items.map(({ name }) => name);

beforeAll(async () => {
  app = await startTestApp({ clock });
  await app.request('POST', '/v1/services', { body: { name: 'payments' } });
  await app.request('POST', '/v1/issuers', {
    body: { kind: 'managed', name: 'auth', issuer: 'https://auth.list.test', algorithms: ['ES256'] },
  });
  await create(SERVICE, 'blue', NOW + 900);
  await create('/v1/issuers/auth/credentials', 'signer', NOW + 300);
  await create(SERVICE, 'green', NOW + 600);
});

afterAll(() => app.close());

it('shows the credentials of services and issuers, what expires first coming first', async () => {
  const { items } = await list('');
  expect(items.map(({ name, owner }) => [name, owner])).toEqual([
    ['signer', { kind: 'issuer', issuer: 'auth' }],
    ['green', { kind: 'service', service: 'payments', environment: 'production' }],
    ['blue', { kind: 'service', service: 'payments', environment: 'production' }],
  ]);
  expect(Object.keys(items[0] ?? {})).not.toContain('secret');
});

it('pages, filters by kind, and finds by every name', async () => {
  const first = await list('limit=2');
  expect(await names(`limit=2&cursor=${first.next_cursor ?? ''}`)).toEqual(['blue']);
  expect(await names('kind=issuer')).toEqual(['signer']);
  expect(await names('search=PAYments')).toEqual(['green', 'blue']);
  expect(await names(`search=${first.items[0]?.prefix ?? ''}`)).toEqual(['signer']);
});

it('keeps apart what lives, what expired and what was revoked', async () => {
  const { items } = await list('search=green');
  await app.request('DELETE', `${SERVICE}/${items[0]?.id ?? ''}`);
  clock.advance(300);
  expect(await names('state=live')).toEqual(['blue']);
  expect(await names('state=expired')).toEqual(['signer']);
  expect(await names('state=revoked')).toEqual(['green']);
});
