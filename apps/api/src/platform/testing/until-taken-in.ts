import { vi } from 'vitest';
import { ChangeLogFollower } from '../change-log/change-log-follower.js';
import type { TestApp } from './test-app.js';

const INTERVAL_MS = 5;

/** Resolves once every listener of this replica has taken in the event of this number. */
export async function untilTakenIn(
  { app }: Pick<TestApp, 'app'>,
  number: number,
  withinMs = 20_000,
): Promise<void> {
  const follower = app.get(ChangeLogFollower);
  const check = () => {
    const { headNumber } = follower;
    if (headNumber >= number) return;
    throw new Error(`event ${number} was not taken in within ${withinMs} ms: the head is ${headNumber}`);
  };
  await vi.waitFor(check, { timeout: withinMs, interval: INTERVAL_MS });
}
