import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IssuerView } from '@accord/contract/http';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { IssuersRepository } from '../issuers/issuers.repository.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { ExternalIssuers } from './external-issuers.service.js';

let app: TestApp;
let server: Server;
let base: string;
let keys: unknown[] = [];
let jwksUri: string;
let status = 200;

beforeAll(async () => {
  app = await startTestApp();
  server = createServer((request, response) => {
    response.statusCode = status;
    response.end(JSON.stringify(request.url === '/jwks' ? { keys } : { issuer: base, jwks_uri: jwksUri }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
  jwksUri = `${base}/jwks`;
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

it('writes little down of an issuer that says something else each time', async () => {
  const count = async () =>
    (await app.dataSource.query<{ count: number }[]>('SELECT count(*)::int AS count FROM change_log'))[0]
      ?.count;
  jwksUri = `${base}/${'a'.repeat(200_000)}`;
  await observe();
  expect((await issuer()).last_fetch_error).toMatch(/^url_too_long: .{10,200}$/);
  status = 503;
  await observe();
  const before = await count();
  status = 502;
  await observe();
  expect((await issuer()).last_fetch_error).toMatch(/^bad_status: .* answered 502/);
  expect(await count()).toBe(before);
  status = 200;
  jwksUri = `http://127.0.0.1:1/${'a'.repeat(900)}`;
  await observe();
  expect((await issuer()).last_fetch_error).toMatch(/^unreachable: /);
  expect((await issuer()).last_fetch_error).toHaveLength(500);
  jwksUri = `${base}/jwks`;
});

it('keeps thirty key sets of an issuer in an hour at most', async () => {
  const [held] = keys;
  for (let round = 0; round < 30; round += 1) {
    keys = [held, await key(`rotated-${round}`)];
    await observe();
  }
  expect(await snapshots()).toBe(30);
  expect((await issuer()).last_fetch_error).toMatch(/^changes_too_often: /);
  await app.dataSource.query('ALTER TABLE issuer_jwks_snapshots DISABLE TRIGGER USER');
  await app.dataSource.query('UPDATE issuer_jwks_snapshots SET fetched_at = fetched_at - 3600');
  await observe();
  expect(await snapshots()).toBe(31);
  expect((await issuer()).last_fetch_error).toBeNull();
});

it('records a set that two replicas fetched at once only once', async () => {
  await app.dataSource.query('UPDATE issuer_jwks_snapshots SET fetched_at = 0');
  expect(await snapshots()).toBe(31);
  keys = [await key('fresh')];
  await Promise.all([observe(), observe(), observe()]);
  expect(await snapshots()).toBe(32);
});

it('takes nothing more of an issuer that was archived while it was looked at', async () => {
  const seen = await app.app.get(IssuersRepository, { strict: false }).findByName('outside');
  keys = [await key('late')];
  await app.dataSource.query("UPDATE issuers SET archived_at = 1 WHERE name = 'outside'");
  await app.app.get(ExternalIssuers, { strict: false }).observe(seen!);
  expect(await snapshots()).toBe(32);
  await app.dataSource.query("UPDATE issuers SET archived_at = NULL WHERE name = 'outside'");
});

it.each([
  ['url_not_https', 'issuer', { issuer: 'http://auth.example.com' }],
  ['address_forbidden', 'issuer', { issuer: 'https://10.0.0.7' }],
  [
    'address_forbidden',
    'jwks_uri',
    { issuer: 'https://auth.example.com', jwks_uri: 'https://169.254.169.254/jwks' },
  ],
  [
    'url_too_long',
    'jwks_uri',
    {
      issuer: 'https://auth.example.com',
      jwks_uri: `https://auth.example.com/${'a'.repeat(1024)}`,
    },
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
