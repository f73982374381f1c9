import type { CreatedCredential } from '@accord/contract/http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const body = { kind: 'managed', name: 'main', issuer: 'https://main.test', algorithms: ['ES256'] };
  expect((await app.request('POST', '/v1/issuers', { body })).status).toBe(201);
});

afterAll(async () => {
  await app.close();
});

it('lets nobody store an answer with a secret, nor any other that says nothing of caching', async () => {
  const expires_at = null;
  const token = await app.request('POST', '/v1/api-tokens', {
    body: { name: 'ci', role: 'viewer', expires_at },
  });
  const credential = await app.request<CreatedCredential>('POST', '/v1/issuers/main/credentials', {
    body: { name: 'as-1' },
  });
  const signingKey = await app.request('GET', '/v1/signing-key', { token: credential.body.secret ?? '' });
  const answers = [token, credential, signingKey, await app.request('GET', '/v1/issuers')];
  expect(answers.map(({ status, headers }) => [status, headers.get('cache-control')])).toEqual([
    [201, 'no-store'],
    [201, 'no-store'],
    [200, 'no-store'],
    [200, 'no-store'],
  ]);
});

it('leaves alone what says how long it may be kept, and what is no part of /v1', async () => {
  const caching = async (path: string) => (await app.request('GET', path)).headers.get('cache-control');
  expect(await caching('/v1/trust/keys.json')).toBe('no-cache');
  expect(await caching('/issuers/main/jwks.json')).toMatch(/^public/);
  expect(await caching('/healthz')).toBeNull();
});
