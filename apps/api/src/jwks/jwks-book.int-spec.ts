import { randomUUID } from 'node:crypto';
import type { IssuerView } from '@accord/contract/http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { systemContext } from '../platform/http/request-context.js';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { untilTakenIn } from '../platform/testing/until-taken-in.js';

let api: TestApp;

beforeAll(async () => {
  // The worker's own rhythm is out of the way: keys change only as the test says.
  api = await startTestApp({}, { ACCORD_ROTATION_TICK_SECONDS: '3600' });
});

afterAll(() => api.close());

async function createIssuer(name: string): Promise<IssuerView> {
  const rotation = { max_token_lifetime_seconds: 600, signer_switch_seconds: 30 };
  const issuer = `https://${name}.example.test`;
  const body = { kind: 'managed', name, issuer, algorithms: ['ES256'], interval_seconds: 3600, rotation };
  return (await api.request<IssuerView>('POST', '/v1/issuers', { body })).body;
}

/** Changes rows as nobody could over the API, with an event that touches the issuer. */
async function spoil(issuer: IssuerView, sql: string): Promise<void> {
  const number = await api.app.get(ChangeLog).run(systemContext('test', randomUUID()), async (change) => {
    await change.manager.query(sql, [issuer.id]);
    const object = { kind: 'issuer', id: issuer.id, name: issuer.name };
    return change.record({
      action: 'issuer.spoiled',
      object,
      issuerId: issuer.id,
      before: null,
      after: null,
    });
  });
  await untilTakenIn(api, number);
}

function jwks(of: TestApp, name: string) {
  return of.request<{ keys: unknown[] }>('GET', `/issuers/${name}/jwks.json`, { token: null });
}

it('serves an issuer without rotation settings, uncached, and every other one', async () => {
  const bare = await createIssuer('bare');
  await spoil(bare, 'UPDATE issuers SET rotation_inputs = NULL WHERE id = $1');
  const replica = await api.replica();
  try {
    for (const app of [api, replica]) {
      const { status, body, headers } = await jwks(app, 'bare');
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=0']);
      expect(body.keys.length).toBeGreaterThan(0);
    }
  } finally {
    await replica.close();
  }
});

it('keeps the old key set of an issuer whose keys cannot be read, says so, and goes on with the others', async () => {
  const broken = await createIssuer('broken');
  await expect.poll(async () => (await jwks(api, 'broken')).status, { timeout: 20_000 }).toBe(200);
  const before = (await jwks(api, 'broken')).body;
  expect(before.keys.length).toBeGreaterThan(0);
  await spoil(broken, `UPDATE issuer_keys SET public_jwk = '{"kty":"?"}' WHERE issuer_id = $1`);
  await createIssuer('sound');
  await expect.poll(async () => (await jwks(api, 'sound')).status, { timeout: 20_000 }).toBe(200);
  expect((await jwks(api, 'broken')).body).toEqual(before);
  const ready = await api.request<{ notes: string[] }>('GET', '/readyz', { token: null });
  expect(ready.body.notes.join()).toContain('broken');
});

it('serves no member of a key but the public ones, whatever is stored', async () => {
  const leaky = await createIssuer('leaky');
  await expect.poll(async () => (await jwks(api, 'leaky')).status, { timeout: 20_000 }).toBe(200);
  const before = (await jwks(api, 'leaky')).body;
  const store = (members: string) =>
    spoil(leaky, `UPDATE issuer_keys SET public_jwk = public_jwk || '${members}' WHERE issuer_id = $1`);
  await store('{"private": "c2VjcmV0"}');
  expect((await jwks(api, 'leaky')).body).toEqual(before);
  await store('{"d": "c2VjcmV0"}');
  expect((await jwks(api, 'leaky')).body).toEqual(before);
  const replica = await api.replica();
  try {
    expect((await jwks(replica, 'leaky')).status).toBe(404);
  } finally {
    await replica.close();
  }
});
