import { randomUUID } from 'node:crypto';
import type { CreatedCredential, SigningKeys } from '@accord/contract/http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';

interface SignerRow {
  first_seen_at: number;
  since: number[];
}

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startTestApp({}, { ACCORD_ROTATION_TICK_SECONDS: '3600' });
  const body = { kind: 'managed', name: 'main', issuer: 'https://main.test', algorithms: ['ES256'] };
  expect((await app.request('POST', '/v1/issuers', { body })).status).toBe(201);
  const made = await app.request<CreatedCredential>('POST', '/v1/issuers/main/credentials', {
    body: { name: 'as-1' },
  });
  token = made.body.secret ?? '';
});

afterAll(async () => {
  await app.close();
});

it('remembers the last 50 switches of a signer that goes to and fro, and not since when it knew keys', async () => {
  const instance = randomUUID();
  const poll = (said: Record<string, string>) =>
    app.request<SigningKeys>('GET', '/v1/signing-key', {
      token,
      headers: { 'accord-instance': instance, ...said },
    });
  const kid = (await poll({})).body.keys[0]?.kid ?? '';
  const switches = async (from: number, until: number) => {
    for (let since = from; since <= until; since += 1) {
      await poll({ 'accord-applied': kid, 'accord-active-since': String(since) });
    }
    const [row] = await app.dataSource.query<SignerRow[]>(
      `SELECT first_seen_at, jsonb_path_query_array(applied, '$[*].activeSince') AS since
       FROM signer_instances WHERE instance = $1`,
      [instance],
    );
    return row;
  };
  const full = await switches(1, 50);
  expect([full?.since.length, full?.since[0]]).toEqual([50, 1]);
  expect(full?.first_seen_at).toBeGreaterThan(0);
  const forgetful = await switches(51, 53);
  expect([forgetful?.since.length, forgetful?.since[0], forgetful?.since.at(-1)]).toEqual([50, 4, 53]);
  expect(forgetful?.first_seen_at).toBe(0);
});
