import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { spawnProcess } from '@accord/testing';
import type { AuditEventPage, IssuerView, SigningKeys } from '@accord/contract/http';
import { compactDecrypt, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PolicyWorld, testContract, testJwk } from '../bundles/testing/policy-world.js';
import { KeyBoxError } from '../custody/key-box.js';
import { SEALED_PLACES } from '../custody/sealed-places.js';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { untilTakenIn } from '../platform/testing/until-taken-in.js';
import { poll } from '../policy/testing/poll.js';

const OLD = Buffer.alloc(32, 7).toString('base64url');
const NEW = Buffer.alloc(32, 8).toString('base64url');
const WRONG = Buffer.alloc(32, 9).toString('base64url');
/** Each command is a process of its own, several seconds on a busy machine. */
const WITHIN_MS = 60_000;

/** Runs on, with the old key. */
let old: TestApp;
let secret: string;
let signer: string;
let body: string;

const dist = (path: string) => fileURLToPath(new URL(`../../dist/${path}.js`, import.meta.url));

async function run(environment: Record<string, string>) {
  const env = { DATABASE_URL: old.databaseUrl, ...environment };
  const child = spawnProcess({ args: [dist('commands/change-master-key')], env });
  const { code } = await child.exited;
  return { code, output: child.output() };
}

const sealed = () =>
  old.dataSource.query<{ sealed: Buffer }[]>(
    `SELECT private_key_sealed AS sealed FROM bundle_keys WHERE retired_at IS NULL
     UNION ALL SELECT private_key_sealed FROM issuer_keys WHERE private_key_sealed IS NOT NULL ORDER BY 1`,
  );

const changes = async () => {
  const path = '/v1/audit-events?action=master_key.changed';
  return (await old.request<AuditEventPage>('GET', path)).body.items;
};

const withKey = (key: string) => old.replica({}, { ACCORD_MASTER_KEY: key });

async function createIssuer(): Promise<IssuerView> {
  const rotation = { max_token_lifetime_seconds: 600, signer_switch_seconds: 30 };
  const issuer = {
    kind: 'managed',
    name: 'auth',
    issuer: 'https://auth.example.test',
    algorithms: ['ES256'],
  };
  const made = await old.request<IssuerView>('POST', '/v1/issuers', {
    body: { ...issuer, interval_seconds: 3600, rotation },
  });
  return made.body;
}

/** Registers an encryption key on `app`, fetches the signing key there and opens it. */
async function handOver(app: TestApp): Promise<unknown> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const jwk = { kty: 'EC', crv: 'P-256', x, y, kid: 'e', alg: 'ECDH-ES+A256KW', use: 'enc' };
  const path = '/v1/signing-key/encryption-key';
  expect((await app.request('PUT', path, { token: signer, body: { jwk } })).status).toBe(204);
  const answer = await app.request<SigningKeys>('GET', '/v1/signing-key', { token: signer });
  if (answer.status !== 200) return answer;
  const key = await importJWK({ ...privateKey.export({ format: 'jwk' }) }, 'ECDH-ES+A256KW');
  const { plaintext } = await compactDecrypt(answer.body.keys[0]?.private_jwk_jwe ?? '', key);
  return JSON.parse(new TextDecoder().decode(plaintext)) as unknown;
}

beforeAll(async () => {
  old = await startTestApp({}, { ACCORD_ROTATION_TICK_SECONDS: '3600' });
  const world = new PolicyWorld(old);
  await world.issuer('https://other.example.com', [testJwk('k1')]);
  const place = await world.place();
  secret = (await world.credential(place)).secret;
  const number = await world.publish(place, testContract(['https://other.example.com']));
  await untilTakenIn(old, number, WITHIN_MS);
  body = (await poll(old, secret)).text;
  const { name } = await createIssuer();
  const path = `/v1/issuers/${name}/credentials`;
  signer = (await old.request<{ secret: string }>('POST', path, { body: { name: 's' } })).body.secret;
}, WITHIN_MS);

afterAll(() => old.close());

describe('change-master-key', { timeout: WITHIN_MS }, () => {
  it('knows every place in the database that holds a sealed key', async () => {
    const columns = await old.dataSource.query<{ place: string }[]>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name LIKE '%sealed%'`,
    );
    const known = Object.values(SEALED_PLACES).map(({ table }) => `${table}.private_key_sealed`);
    expect(columns.map(({ place }) => place).sort()).toEqual(known.sort());
  });

  it.each([
    [
      'no new key',
      { ACCORD_MASTER_KEY: OLD },
      78,
      /^ACCORD_NEW_MASTER_KEY: found nothing, expected 32 bytes/,
    ],
    [
      'a file that cannot be read',
      { ACCORD_MASTER_KEY: OLD, ACCORD_NEW_MASTER_KEY_FILE: '/nowhere' },
      78,
      /^ACCORD_NEW_MASTER_KEY_FILE: found "\/nowhere"/,
    ],
    [
      'the same key',
      { ACCORD_MASTER_KEY: OLD, ACCORD_NEW_MASTER_KEY: OLD },
      78,
      /another key than ACCORD_MASTER/,
    ],
    [
      'an old key that opens nothing',
      { ACCORD_MASTER_KEY: WRONG, ACCORD_NEW_MASTER_KEY: NEW },
      1,
      /^Neither ACCORD_MASTER_KEY nor the new key opens (\d+) of \1 sealed keys \(bundle-key .*Nothing was changed/,
    ],
  ])('refuses %s, and changes nothing', async (_what, environment, code, output) => {
    const before = await sealed();
    expect(await run(environment as Record<string, string>)).toMatchObject({
      code,
      output: expect.stringMatching(output) as string,
    });
    expect(await sealed()).toEqual(before);
    expect(await changes()).toEqual([]);
  });

  it('refuses to change anything when one row was altered, and names it', async () => {
    const flip = `UPDATE issuer_keys SET private_key_sealed =
      set_byte(private_key_sealed, 20, get_byte(private_key_sealed, 20) # 1)
      WHERE kid = (SELECT min(kid) FROM issuer_keys WHERE private_key_sealed IS NOT NULL)`;
    await old.dataSource.query(flip);
    const before = await sealed();
    const answer = await run({ ACCORD_MASTER_KEY: OLD, ACCORD_NEW_MASTER_KEY: NEW });
    expect(answer).toMatchObject({
      code: 1,
      output: expect.stringMatching(/opens 1 of \d+ .*issuer-key/) as string,
    });
    expect(await sealed()).toEqual(before);
    await old.dataSource.query(flip);
  });

  it('seals all keys anew, with one event, and tells what comes next', async () => {
    const handed = await handOver(old);
    const before = await sealed();
    const answer = await run({ ACCORD_MASTER_KEY: OLD, ACCORD_NEW_MASTER_KEY: NEW });
    expect(answer.code).toBe(0);
    const issuerKeys = before.length - 1;
    expect(issuerKeys).toBeGreaterThan(0);
    expect(answer.output).toContain(`1 bundle keys, ${issuerKeys} issuer keys`);
    expect(answer.output).toContain('restart every\nreplica');
    const after = await sealed();
    expect(after).toHaveLength(before.length);
    for (const { sealed: bytes } of before) expect(after.some((row) => row.sealed.equals(bytes))).toBe(false);
    expect(await changes()).toMatchObject([
      {
        actor: { name: 'change-master-key' },
        after: { resealed: { 'bundle-key': 1, 'issuer-key': issuerKeys } },
      },
    ]);

    const next = await withKey(NEW);
    try {
      expect((await poll(next, secret)).text).toBe(body);
      expect(await handOver(next)).toEqual(handed);
    } finally {
      await next.close();
    }
  });

  it('does nothing more when it is called again', async () => {
    const before = await sealed();
    const again = await run({ ACCORD_MASTER_KEY: OLD, ACCORD_NEW_MASTER_KEY: NEW });
    expect(again).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^Nothing to do: \d+ keys/) as string,
    });
    expect(await sealed()).toEqual(before);
    expect(await changes()).toHaveLength(1);
  });

  it('leaves a replica with the old key serving policy, and saying what it cannot do', async () => {
    expect((await poll(old, secret)).text).toBe(body);
    const ready = () => old.request<{ notes: string[] }>('GET', '/readyz', { token: null });
    await expect
      .poll(async () => (await ready()).body.notes.join())
      .toMatch(/master key was changed.*restart it with the new one/i);
    const made = await old.request<{ code: string }>('POST', '/v1/trust/keys', { body: { reason: 'x' } });
    expect([made.status, made.body.code]).toEqual([503, 'sealed_key_unreadable']);
    expect(await handOver(old)).toMatchObject({ status: 503, body: { code: 'sealed_key_unreadable' } });
    await expect(withKey(OLD)).rejects.toThrow(KeyBoxError);
    const env = { DATABASE_URL: old.databaseUrl, ACCORD_API_PORT: '0', ACCORD_MASTER_KEY: OLD };
    const child = spawnProcess({ args: [dist('main')], env });
    expect((await child.exited).code).toBe(78);
    expect(child.output()).toContain('ACCORD_MASTER_KEY is not the one that sealed it');
    expect(child.output()).not.toContain('    at ');
  });
});
