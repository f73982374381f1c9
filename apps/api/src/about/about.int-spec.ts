import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AboutView } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ imports: [RoleTokensModule] }, { ACCORD_POLL_SECONDS: '7' });
});

afterAll(() => app.close());

it('tells everybody who is logged in the version, the settings in force, the limits and how it is doing', async () => {
  const { status, body } = await app.request<AboutView>('GET', '/v1/about', { token: tokenOf('viewer') });
  expect(status).toBe(200);
  expect(body.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(body).toMatchObject({
    public_url: 'http://localhost:3000/',
    notes: [],
    settings: { poll_seconds: 7, long_poll_seconds: 30 },
    limits: { live_credentials: 2, revocations_in_a_bundle: 10_000 },
  });
  expect(body.log.head).toBeGreaterThan(0);
  expect(body.log.as_of).toBeLessThanOrEqual(body.now);
});

it('tells nobody else anything', async () => {
  expect((await app.request('GET', '/v1/about', { token: null })).status).toBe(401);
});
