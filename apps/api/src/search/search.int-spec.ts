import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KeyList, SearchResults } from '@accord/contract/http';
import { testJwk } from '../bundles/testing/policy-world.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
  const services = [
    'pay',
    'billing-pay',
    'gone-pay',
    'orders',
    ...Array.from({ length: 9 }, (_, n) => `many-${n}`),
  ];
  for (const name of services) {
    await api.request('POST', '/v1/services', { body: { name, title: `The ${name}`, owner: 'Commerce' } });
  }
  await api.request('DELETE', '/v1/services/gone-pay');
  const managed = { kind: 'managed', name: 'auth', issuer: 'https://pay.example.com', algorithms: ['ES256'] };
  await api.request('POST', '/v1/issuers', { body: managed });
  const external = { kind: 'external', name: 'partner', issuer: 'https://partner.example.com' };
  const { body } = await api.request<{ id: string }>('POST', '/v1/issuers', { body: external });
  for (const [number, kid] of ['Partner-Key-Old', 'Partner-Key-New'].entries()) {
    await api.dataSource.query(
      'INSERT INTO issuer_jwks_snapshots (issuer_id, fetched_at, jwks, change_number) VALUES ($1, 0, $2, $3)',
      [body.id, JSON.stringify({ keys: [testJwk(kid)] }), number],
    );
  }
});

afterAll(() => api.close());

async function search(text: string): Promise<SearchResults['items']> {
  const path = `/v1/search?search=${encodeURIComponent(text)}`;
  const answer = await api.request<SearchResults>('GET', path);
  expect(answer.status).toBe(200);
  return answer.body.items;
}

it('finds services and issuers by name, title, owner and iss; what begins with it first, what is archived never', async () => {
  expect(await search('PAY')).toEqual([
    { kind: 'service', name: 'pay', title: 'The pay', owner: 'Commerce' },
    { kind: 'service', name: 'billing-pay', title: 'The billing-pay', owner: 'Commerce' },
    { kind: 'issuer', name: 'auth', issuer: 'https://pay.example.com' },
  ]);
  expect((await search('commerce')).length).toBe(8);
});

it('finds the keys of both kinds of issuers by a piece of the kid', async () => {
  const { body } = await api.request<KeyList>('GET', '/v1/issuers/auth/keys');
  const [key] = body.items;
  expect(await search((key?.kid ?? '').slice(3, 12))).toEqual([
    { kind: 'key', kid: key?.kid, issuer: 'auth', state: key?.state },
  ]);
  expect(await search('partner-key')).toEqual([
    { kind: 'key', kid: 'Partner-Key-New', issuer: 'partner', state: null },
  ]);
});

it('takes the text as it is, and needs one', async () => {
  expect(await search('%')).toEqual([]);
  expect((await api.request('GET', '/v1/search?search=%20')).status).toBe(400);
});
