import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredBundle } from './bundle-cache.js';
import { createValidator } from './create-validator.js';
import type { ValidatorEvent } from './events.js';
import { makeChildScript } from './test-support/child-script.js';
import { makeBundleKey, makePayload, makeTokenKey, NOW } from './test-support/signing.js';
import { ManualTimers } from './test-support/manual-timers.js';

const key = makeBundleKey('bundle-1');
const tokenKey = makeTokenKey('key-1');
const good = tokenKey.token();
const bad = tokenKey.token({ aud: 'https://other.example.com' });
const forged = makeTokenKey('key-1').token();

/** A bundle with its freshness as the client stores it; `revoked` makes it longer. */
function storedBundle(version: number, revoked = 0): StoredBundle {
  const entry = (index: number) => {
    const id = Buffer.alloc(32, index).toString('base64url');
    return { issuer: 'https://auth.example.com', id, before: null, until: NOW + 86_400 };
  };
  const tokens = Array.from({ length: revoked }, (_, index) => entry(index));
  const revocations = { tokens, subjects: [], sessions: [], clients: [] };
  const about = { service: 'payments', environment: 'production', version };
  const payload = makePayload([tokenKey], { version, revocations });
  return {
    bundle: key.sign(payload, { typ: 'accord-bundle+jwt' }),
    freshness: key.sign({ ...about, etag: `"${version}"`, as_of: NOW }, { typ: 'accord-fresh+jwt' }),
  };
}

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'accord-cache-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Starts a validator from the cache while nothing answers. */
async function startFromCache() {
  const events: ValidatorEvent[] = [];
  const validator = createValidator({
    url: 'http://127.0.0.1:1',
    credential: 'accord_svc_test',
    trustKeys: [key.trust],
    cacheDir: directory,
    clock: () => NOW,
    timers: new ManualTimers(),
    fetch: () => Promise.reject(new Error('nothing answers')),
    onEvent: (event) => events.push(event),
  });
  const outcomes = [good, bad, forged].map((token) => {
    const verdict = validator.verify(token);
    return verdict.ok ? 'accepted' : verdict.reason;
  });
  const { version } = validator;
  await validator.close();
  const unreadable = events.flatMap((event) => (event.type === 'cache_unreadable' ? [event.file] : []));
  return { version, outcomes, unreadable };
}

const RIGHT = ['accepted', 'wrong_aud', 'bad_signature'];

describe.each(['bundle.jws', 'bundle.previous.jws', 'freshness.jws'])('a damaged %s', (name) => {
  let whole: Buffer;
  /** Where the signed content ends: what follows may be missing without harm. */
  let signed: number;
  beforeEach(async () => {
    const [previous, current] = [storedBundle(10), storedBundle(11)];
    const files = {
      'bundle.jws': `${current.bundle}\n${current.freshness}\n`,
      'bundle.previous.jws': `${previous.bundle}\n${previous.freshness}\n`,
      'freshness.jws': `${current.freshness}\n`,
    };
    for (const [file, content] of Object.entries(files)) await writeFile(join(directory, file), content);
    whole = await readFile(join(directory, name));
    signed = whole.indexOf('\n');
  });

  async function expectRightVerdicts(content: Buffer, isDamaged: boolean): Promise<void> {
    await writeFile(join(directory, name), content);
    const { version, outcomes, unreadable } = await startFromCache();
    const fellBack = isDamaged && name === 'bundle.jws';
    expect([version, ...outcomes]).toEqual([fellBack ? 10 : 11, ...RIGHT]);
    // The previous bundle is not looked at while the newest one is good.
    if (name !== 'bundle.previous.jws') expect(unreadable).toEqual(isDamaged ? [name] : []);
  }

  it('changes no verdict, truncated at any byte', async () => {
    for (let length = 0; length <= whole.length; length += 1)
      await expectRightVerdicts(whole.subarray(0, length), length < signed);
  });

  it('changes no verdict, flipped at any byte', async () => {
    for (let position = 0; position < whole.length; position += 1) {
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(flipped.readUInt8(position) ^ (1 << (position % 8)), position);
      await expectRightVerdicts(flipped, position <= signed);
    }
  });
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const temporaryFiles = async () => (await readdir(directory)).filter((entry) => entry.endsWith('.tmp'));

it('leaves a whole bundle behind when its writer is killed 200 times', { timeout: 120_000 }, async () => {
  const scripts = await mkdtemp(join(tmpdir(), 'accord-cache-writer-'));
  const script = await makeChildScript('cache-writer.fixture.ts', scripts);
  const bundles = join(scripts, 'bundles.json');
  // Long enough that a kill meets half-written files too.
  await writeFile(bundles, JSON.stringify([storedBundle(10, 500), storedBundle(11, 500)]));
  let leftovers = 0;
  for (let kill = 0; kill < 200; kill += 1) {
    const writer = fork(script, [directory, bundles], { execArgv: [], env: {} });
    const gone = once(writer, 'exit');
    // Never the first write: before it there is no cache to lose.
    for (let writes = 0; writes < 2 + (kill % 2); writes += 1) await once(writer, 'message');
    // Any moment, and in turn with it one when a file is half-written: how often chance meets one is up to the disk.
    for (let turn = 0; turn < kill % 17; turn += 1) await nextTurn();
    if (kill % 4 < 2) while ((await temporaryFiles()).length === 0) await nextTurn();
    writer.kill('SIGKILL');
    await gone;
    const { version, outcomes, unreadable } = await startFromCache();
    expect([10, 11]).toContain(version);
    expect({ outcomes, unreadable }).toEqual({ outcomes: RIGHT, unreadable: [] });
    for (const name of await temporaryFiles()) {
      leftovers += 1;
      await rm(join(directory, name));
    }
  }
  // Otherwise the kills met no write, and nothing was shown.
  expect(leftovers).toBeGreaterThan(50);
  await rm(scripts, { recursive: true });
});
