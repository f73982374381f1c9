import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from './bundle-cache.js';
import { RIGHT, startFromCache, storedBundle } from './test-support/stored-bundle.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'accord-cache-'));
});
afterEach(() => rm(directory, { recursive: true }));

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
    await expectRightOutcome(isDamaged);
  }

  async function expectRightOutcome(isDamaged: boolean): Promise<void> {
    const { version, outcomes, unreadable } = await startFromCache(directory);
    const fellBack = isDamaged && name === 'bundle.jws';
    expect([version, ...outcomes]).toEqual([fellBack ? 10 : 11, ...RIGHT]);
    // The previous bundle is not looked at while the newest one is good.
    if (name !== 'bundle.previous.jws') expect(unreadable).toEqual(isDamaged ? [name] : []);
  }

  it('changes no verdict, a pipe that nobody writes to', async () => {
    await rm(join(directory, name));
    execFileSync('mkfifo', [join(directory, name)]);
    await expectRightOutcome(true);
  });

  it('changes no verdict, longer than any bundle', async () => {
    await expectRightVerdicts(Buffer.concat([whole, Buffer.alloc(MAX_FILE_BYTES)]), true);
  });

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
