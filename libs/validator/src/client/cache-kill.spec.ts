import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeChildScript } from './test-support/child-script.js';
import { RIGHT, startFromCache, storedBundle } from './test-support/stored-bundle.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'accord-cache-'));
});
afterEach(() => rm(directory, { recursive: true }));

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const temporaryFiles = async () => (await readdir(directory)).filter((entry) => entry.endsWith('.tmp'));

it('leaves a whole bundle behind when its writer is killed 200 times', { timeout: 120_000 }, async () => {
  const scripts = await mkdtemp(join(tmpdir(), 'accord-cache-writer-'));
  const script = await makeChildScript('cache-writer.fixture.ts', scripts);
  const bundles = join(scripts, 'bundles.json');
  // Long enough that a kill meets half-written files too; of one version, as going back and forth would be a rollback.
  await writeFile(bundles, JSON.stringify([storedBundle(11, 500), storedBundle(11, 501)]));
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
    const { version, outcomes, unreadable } = await startFromCache(directory);
    expect({ version, outcomes, unreadable }).toEqual({ version: 11, outcomes: RIGHT, unreadable: [] });
    for (const name of await temporaryFiles()) {
      leftovers += 1;
      await rm(join(directory, name));
    }
  }
  // Otherwise the kills met no write, and nothing was shown.
  expect(leftovers).toBeGreaterThan(50);
  await rm(scripts, { recursive: true });
});
