import type { AuditEventPage, CreatedCredential, CredentialPage } from '@accord/contract/http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  await app.close();
});

async function credentialOf(name: string): Promise<CreatedCredential> {
  const issuer = `https://${name}.test`;
  await app.request('POST', '/v1/issuers', {
    body: { kind: 'managed', name, issuer, algorithms: ['ES256'] },
  });
  const { status, body } = await app.request<CreatedCredential>('POST', `/v1/issuers/${name}/credentials`, {
    body: { name: 'as-1' },
  });
  expect(status).toBe(201);
  return body;
}

const signingKeyAs = ({ secret }: CreatedCredential) =>
  app.request('GET', '/v1/signing-key', { token: secret ?? '' });

it('revokes the credentials of an issuer that is archived, each with its event', async () => {
  const credential = await credentialOf('left');
  expect((await signingKeyAs(credential)).status).toBe(200);
  expect((await app.request('DELETE', '/v1/issuers/left')).status).toBe(204);
  expect((await signingKeyAs(credential)).status).toBe(401);
  const { body: listed } = await app.request<CredentialPage>('GET', '/v1/issuers/left/credentials');
  expect(listed.items).toMatchObject([{ id: credential.id, revoked_at: expect.any(Number) as number }]);
  const { body: events } = await app.request<AuditEventPage>('GET', '/v1/audit-events?limit=2');
  expect(events.items.map(({ action }) => action)).toEqual(['issuer_credential.revoked', 'issuer.archived']);
});

it('refuses a credential that outlived its issuer, and lets it be revoked', async () => {
  const credential = await credentialOf('outlived');
  await app.dataSource.query("UPDATE issuers SET archived_at = 1 WHERE name = 'outlived'");
  expect((await signingKeyAs(credential)).status).toBe(401);
  const path = `/v1/issuers/outlived/credentials/${credential.id}`;
  expect((await app.request('DELETE', path)).status).toBe(204);
  const { body } = await app.request<CredentialPage>('GET', '/v1/issuers/outlived/credentials');
  expect(body.items).toMatchObject([{ revoked_at: expect.any(Number) as number }]);
});
