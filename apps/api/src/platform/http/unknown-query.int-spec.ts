import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedCredential, ProblemDetails } from '@accord/contract/http';
import { declaredRoutes } from '../testing/declared-routes.js';
import { withDescribedAnswers } from '../testing/described-answers.js';
import { type TestApp, startTestApp } from '../testing/test-app.js';

const NOTHING = '00000000-0000-4000-8000-000000000000';

let api: TestApp;

beforeAll(async () => {
  api = await withDescribedAnswers(await startTestApp());
});

afterAll(() => api.close());

it('refuses a query parameter that nobody knows on every route of the admin API, in one way', async () => {
  const routes = declaredRoutes(api.app).flatMap(({ endpoint }) => endpoint ?? []);
  const admin = routes.filter((route) => route.path.startsWith('/v1/') && !('credential' in route));
  expect(admin.length).toBeGreaterThan(70);
  for (const { method, path } of admin) {
    const address = `${path.replaceAll(/:\w+/g, NOTHING)}?serch=a`;
    const { status, body } = await api.request<ProblemDetails>(method, address);
    expect([method, path, status, body.code]).toEqual([method, path, 400, 'validation_failed']);
    expect(body.errors).toContainEqual({
      in: 'query',
      path: ['serch'],
      code: 'unrecognized_keys',
      message: '"serch" is not known here; correct the spelling or leave it out',
    });
  }
});

it('answers what comes with no parameter at all, and signers whatever they add', async () => {
  expect((await api.request('GET', '/v1/environments?')).status).toBe(200);
  const body = { kind: 'managed', name: 'main', issuer: 'https://main.test', algorithms: ['ES256'] };
  await api.request('POST', '/v1/issuers', { body });
  const made = await api.request<CreatedCredential>('POST', '/v1/issuers/main/credentials', {
    body: { name: 'signer' },
  });
  const token = made.body.secret ?? '';
  expect((await api.request('GET', '/v1/signing-key?version=2', { token })).status).toBe(200);
});
