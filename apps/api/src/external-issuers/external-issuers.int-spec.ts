import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IssuerView } from '@accord/contract/http';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { ExternalIssuers } from './external-issuers.service.js';

let app: TestApp;
let server: Server;
let base: string;
let keys: unknown[] = [];

beforeAll(async () => {
  app = await startTestApp();
  server = createServer((request, response) => {
    response.end(
      JSON.stringify(request.url === '/jwks' ? { keys } : { issuer: base, jwks_uri: `${base}/jwks` }),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await app.close();
});

async function key(kid: string) {
  const { publicKey } = await generateKeyPair('ES256');
  return { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
}
const observe = () => app.app.get(ExternalIssuers, { strict: false }).observeAll();
const issuer = async () => (await app.request<IssuerView>('GET', '/v1/issuers/outside')).body;
const snapshots = async () =>
  (
    await app.dataSource.query<{ count: string }[]>(
      'SELECT count(*)::int AS count FROM issuer_jwks_snapshots',
    )
  )[0]?.count;

it('follows discovery, keeps the good set through errors, and freezes a reused kid', async () => {
  const first = await key('k1');
  keys = [first];
  const created = await app.request('POST', '/v1/issuers', {
    body: { kind: 'external', name: 'outside', issuer: base },
  });
  expect(created.status).toBe(201);
  await observe();
  expect(await issuer()).toMatchObject({ keys_in_jwks: 1, algorithms: ['ES256'], last_fetch_error: null });

  await observe();
  expect(await snapshots()).toBe(1);

  keys = [];
  await observe();
  expect(await issuer()).toMatchObject({
    keys_in_jwks: 1,
    last_fetch_error: expect.stringMatching(/^empty:/) as string,
  });

  keys = [await key('k1')];
  await observe();
  expect(await issuer()).toMatchObject({ last_fetch_error: expect.stringMatching(/^kid_reused:/) as string });
  expect(await snapshots()).toBe(1);

  keys = [first, await key('k2')];
  await observe();
  expect(await issuer()).toMatchObject({ keys_in_jwks: 2, last_fetch_error: null });
  const { body } = await app.request<{ items: { action: string }[] }>(
    'GET',
    '/v1/audit-events?object_kind=issuer&limit=50',
  );
  expect(body.items.map((event) => event.action)).toEqual([
    'issuer.keys_observed',
    'issuer.fetch_failed',
    'issuer.fetch_failed',
    'issuer.keys_observed',
    'issuer.created',
  ]);
});

it.each([
  ['url_not_https', 'issuer', { issuer: 'http://auth.example.com' }],
  ['address_forbidden', 'issuer', { issuer: 'https://10.0.0.7' }],
  [
    'address_forbidden',
    'jwks_uri',
    { issuer: 'https://auth.example.com', jwks_uri: 'https://169.254.169.254/jwks' },
  ],
])('refuses a URL that it would never fetch: %s at %s', async (code, member, urls) => {
  const body = { kind: 'external', name: 'inside', ...urls };
  const answer = await app.request('POST', '/v1/issuers', { body });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ code, errors: [{ in: 'body', path: [member], code }] });
  expect((await app.request('GET', '/v1/issuers/inside')).status).toBe(404);
});

it('refuses to move an issuer to a URL that it would never fetch', async () => {
  const body = { jwks_uri: 'https://10.0.0.7/jwks', reason: 'test' };
  const answer = await app.request('PATCH', '/v1/issuers/outside', { body });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ code: 'address_forbidden', errors: [{ path: ['jwks_uri'] }] });
});
