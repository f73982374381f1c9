import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainCheck, TrustKeys } from '@accord/contract/http';
import { cloneTemplate, createTestDatabase, spawnProcess, testClusterAddress } from '@accord/testing';
import { createValidator, type Validator } from '@accord/validator';
import { PolicyWorld, testContract, testJwk } from '../bundles/testing/policy-world.js';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { untilTakenIn } from '../platform/testing/until-taken-in.js';

const ISSUER = 'https://auth.example.com';
/** Each command is a process of its own, several seconds on a busy machine. */
const WITHIN_MS = 60_000;

let restored: TestApp;
let replica: TestApp;
let secret: string;
let seen: number;
let cacheDir: string;
let trustKeys: TrustKeys;
const undo: (() => Promise<unknown>)[] = [];

const on = (url: string) => startTestApp({}, { DATABASE_URL: url });

function connect(url: string): Validator {
  return createValidator({ url, credential: secret, trustKeys, cacheDir });
}

/** A service that lived through what the backup does not hold, and stopped. */
async function liveOn(app: TestApp, issuerId: string): Promise<void> {
  const world = new PolicyWorld(app);
  for (let change = 0; change < 20; change += 1) {
    seen = await world.issuerChange('issuer.updated', issuerId, () => Promise.resolve());
  }
  trustKeys = (await app.request<TrustKeys>('GET', '/v1/trust/keys.json', { token: null })).body;
  await untilTakenIn(app, seen, WITHIN_MS);
  const validator = connect(app.url);
  await validator.ready({ timeoutSeconds: WITHIN_MS / 1000 });
  await validator.close();
}

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'accord-floor-'));
  undo.push(() => rm(cacheDir, { recursive: true, force: true }));
  const database = await createTestDatabase();
  undo.push(() => database.drop());
  const before = await on(database.url);
  const world = new PolicyWorld(before);
  const issuerId = await world.issuer(ISSUER, [testJwk('k1')]);
  const place = await world.place();
  await world.publish(place, testContract([ISSUER]));
  secret = (await world.credential(place)).secret;
  await before.close();
  const template = new URL(database.url).pathname.slice(1);
  const backup = await cloneTemplate({ ...(await testClusterAddress()), template });
  undo.push(() => backup.drop());
  const after = await on(database.url);
  await liveOn(after, issuerId);
  await after.close();
  restored = await on(backup.url);
  replica = await on(backup.url);
  undo.push(() => Promise.all([restored.close(), replica.close()]));
}, 2 * WITHIN_MS);

afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

async function run(...args: string[]) {
  const script = fileURLToPath(new URL('../../dist/commands/after-restore.js', import.meta.url));
  const child = spawnProcess({ args: [script, ...args], env: { DATABASE_URL: restored.config.databaseUrl } });
  const { code } = await child.exited;
  return { code, output: child.output() };
}

const poll = (app: TestApp, applied: number) =>
  app.request<string>('GET', '/v1/policy', { token: secret, headers: { 'accord-applied': String(applied) } });
const head = async () => {
  const rows = await restored.dataSource.query<{ number: number }[]>('SELECT number FROM change_log_head');
  return rows[0]?.number ?? 0;
};

describe('after a restore from backup', { timeout: WITHIN_MS }, () => {
  it('a client that has seen more gets nothing, and after the lift a bundle that it takes', async () => {
    expect((await poll(restored, seen)).status).toBe(503);
    const before = await head();
    const asked = await run('--at-least', String(seen));
    expect(asked).toMatchObject({
      code: 0,
      output: expect.stringContaining(`takes the number ${seen + 1}`) as string,
    });
    expect(await head()).toBe(before);

    expect(await run('--at-least', String(seen), '--confirm')).toMatchObject({ code: 0 });
    expect(await head()).toBe(seen + 1);
    const service = connect(restored.url);
    try {
      // From its cache: the floor below which it takes nothing.
      expect(service.version).toBe(seen);
      await expect.poll(() => service.version, { timeout: WITHIN_MS }).toBe(seen + 1);
    } finally {
      await service.close();
    }
  });

  it('both replicas give the same new bytes', async () => {
    await expect.poll(async () => (await poll(replica, seen)).status, { timeout: WITHIN_MS }).toBe(200);
    const [one, other] = await Promise.all([poll(restored, seen), poll(replica, seen)]);
    expect(one.body).toBe(other.body);
    expect(one.headers.get('etag')).toBe(other.headers.get('etag'));
  });

  it('the record is whole, as a whole and in parts that end in the jump, and goes on', async () => {
    await new PolicyWorld(restored).place();
    const whole = await restored.request<ChainCheck>('GET', '/v1/audit-events/verify');
    expect(whole.body).toMatchObject({ intact: true, complete: true, problem: null });
    const part = await restored.request<ChainCheck>('GET', `/v1/audit-events/verify?limit=${seen - 1}`);
    expect(part.body).toMatchObject({ intact: true, checked: seen + 1 });
    const rest = await restored.request<ChainCheck>('GET', `/v1/audit-events/verify?after=${seen + 1}`);
    expect(rest.body).toMatchObject({ intact: true, complete: true });
  });

  it.each([
    ['a log that is above already', ['--at-least', '1', '--confirm'], 1, /above 1 already/],
    ['a number that leaves no room', ['--at-least', '9007199254740991'], 64, /usage: after-restore/],
  ])('refuses %s', async (_what, args, code, output) => {
    const before = await head();
    expect(await run(...args)).toMatchObject({ code, output: expect.stringMatching(output) as string });
    expect(await head()).toBe(before);
  });
});
