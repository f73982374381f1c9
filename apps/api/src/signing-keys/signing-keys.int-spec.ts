import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { CreatedCredential, ProblemDetails, SigningKeys } from '@accord/contract/http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { loggedEvents } from '../services/testing/logged-events.js';

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

describe('an encryption key', () => {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  });
  const good = { kty: 'EC', crv: 'P-256', x, y, kid: 'enc' };
  const register = (jwk: object) =>
    app.request<ProblemDetails>('PUT', '/v1/signing-key/encryption-key', { token, body: { jwk } });
  const handedOver = async () => {
    const { status, body } = await app.request<SigningKeys>('GET', '/v1/signing-key', { token });
    return [status, body.keys.map(({ private_jwk_jwe: jwe }) => typeof jwe)];
  };

  it.each([
    ['is off the curve', { x: y, y: x }, 'encryption_key_unusable', ['jwk']],
    ['has a short x', { x: x.slice(0, 40) }, 'validation_failed', ['jwk', 'x']],
    ['has a long y', { y: `${y}AAAA` }, 'validation_failed', ['jwk', 'y']],
    ['is no base64url', { x: `${x.slice(0, 42)}=` }, 'validation_failed', ['jwk', 'x']],
  ])('that %s is refused, and the signer goes on with what it had', async (_what, broken, code, path) => {
    expect((await register(good)).status).toBe(204);
    const { status, body } = await register({ ...good, ...broken });
    expect([status, body.code]).toEqual([422, code]);
    expect(body.errors).toMatchObject([{ in: 'body', path }]);
    expect(await handedOver()).toEqual([200, ['string']]);
  });

  it('leaves an event when it is another one, and none when it is registered again', async () => {
    await register(good);
    const before = (await loggedEvents(app, 'encryption_key.registered')).length;
    expect((await register(good)).status).toBe(204);
    expect(await loggedEvents(app, 'encryption_key.registered')).toHaveLength(before);
    expect((await register({ ...good, kid: 'another' })).status).toBe(204);
    expect(await loggedEvents(app, 'encryption_key.registered')).toHaveLength(before + 1);
  });
});
