import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { startWorld, type World } from './world.js';

const PRELOAD = resolve(import.meta.dirname, '../../dist/fixtures/frozen-clock.js');
/** Only what is asked for happens: a tick in between would move keys at a moment that no test chose. */
const NO_TICKS = { ACCORD_ROTATION_TICK_SECONDS: '3600' };

/** A world whose API lives at one moment, until it is moved. */
export interface FrozenWorld extends World {
  /** Milliseconds since the epoch; only forward, as the change log does. */
  moveTo: (ms: number) => Promise<void>;
}

export async function startFrozenWorld(ms: number): Promise<FrozenWorld> {
  const dir = await mkdtemp(join(tmpdir(), 'accord-clock-'));
  const clock = join(dir, 'now');
  const set = (to: number) => writeFile(clock, String(to));
  await set(ms);
  const world = await startWorld({
    ...NO_TICKS,
    NODE_OPTIONS: `--import=${PRELOAD}`,
    E2E_CLOCK: clock,
  });
  return {
    ...world,
    moveTo: async (to) => {
      await set(to);
      // Until it has read the log again, the replica takes itself for one that was left behind.
      const readAt = async () => (await world.admin.get<{ as_of: number }>('/readyz')).as_of;
      await expect.poll(() => readAt().catch(() => 0)).toBe(Math.floor(to / 1000));
    },
    stop: async () => {
      await world.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
