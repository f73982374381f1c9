import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CreatedCredential, CredentialPage, CredentialView } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ imports: [RoleTokensModule] });
  for (const name of ['here', 'there']) {
    const body = { kind: 'managed', name, issuer: `https://${name}.test`, algorithms: ['ES256'] };
    await app.request('POST', '/v1/issuers', { body });
  }
});

afterAll(() => app.close());

it('shows one as the list does, a revoked one too, where its making said that it is', async () => {
  const made = await app.request<CreatedCredential>('POST', '/v1/issuers/here/credentials', {
    body: { name: 'signer' },
  });
  const path = made.headers.get('location') ?? '';
  expect(path).toBe(`/v1/issuers/here/credentials/${made.body.id}`);
  await app.request('DELETE', path);
  const { status, body } = await app.request<CredentialView>('GET', path, { token: tokenOf('viewer') });
  expect([status, body.revoked_at]).toEqual([200, expect.any(Number)]);
  const list = await app.request<CredentialPage>('GET', '/v1/issuers/here/credentials');
  expect(list.body.items).toEqual([body]);
});

it('finds a credential only where it belongs', async () => {
  const { body } = await app.request<CreatedCredential>('POST', '/v1/issuers/here/credentials', {
    body: { name: 'signer' },
  });
  const elsewhere = await app.request('GET', `/v1/issuers/there/credentials/${body.id}`);
  expect(elsewhere).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

it('lists them page by page', async () => {
  await app.request('POST', '/v1/issuers/here/credentials', { body: { name: 'other' } });
  const page = async (query: string) =>
    (await app.request<CredentialPage>('GET', `/v1/issuers/here/credentials?${query}`)).body;
  const all = await page('');
  const first = await page('limit=1');
  const rest = await page(`cursor=${first.next_cursor ?? ''}`);
  expect([first.items.length, [...first.items, ...rest.items]]).toEqual([1, all.items]);
  expect(rest.next_cursor).toBeNull();
});
