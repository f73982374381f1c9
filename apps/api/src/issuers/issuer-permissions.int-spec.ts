import type { CreatedCredential } from '@accord/contract/http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ imports: [RoleTokensModule] });
  const { status } = await app.request('POST', '/v1/issuers', {
    body: { kind: 'managed', name: 'main', issuer: 'https://main.test', algorithms: ['ES256'] },
  });
  expect(status).toBe(201);
});

afterAll(async () => {
  await app.close();
});

it.each([
  ['viewer', 403],
  ['editor', 403],
  ['auditor', 403],
  ['approver', 201],
] as const)(
  'a %s who asks for an issuer credential, which hands out signing keys, gets %i',
  async (role, status) => {
    const answer = await app.request<CreatedCredential>('POST', '/v1/issuers/main/credentials', {
      token: tokenOf(role),
      body: { name: role },
    });
    expect(answer.status).toBe(status);
  },
);

it.each([
  ['editor', 403],
  ['approver', 200],
] as const)('a %s who sets the cut-off, which every service enforces, gets %i', async (role, status) => {
  const answer = await app.request('PATCH', '/v1/issuers/main', {
    token: tokenOf(role),
    body: { not_before: 1_795_000_000, reason: 'a test' },
  });
  expect(answer.status).toBe(status);
});
