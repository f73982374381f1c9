import { setTimeout as delay } from 'node:timers/promises';

/**
 * What a pause is for, so that a test can tell the client's timers apart.
 *
 * @example
 * ```ts
 * import type { PausePurpose } from '@accord/validator';
 *
 * export const isPoll = (purpose: PausePurpose): boolean => purpose === 'poll';
 * ```
 */
export type PausePurpose = 'poll' | 'report' | 'report_retry' | 'timeout';

/**
 * Waiting, injected so that tests move time instead of sleeping.
 *
 * @example
 * ```ts
 * import { setTimeout as delay } from 'node:timers/promises';
 * import type { Timers } from '@accord/validator';
 *
 * export const tenTimesFaster: Timers = {
 *   sleep: (milliseconds, signal) => delay(milliseconds / 10, undefined, { signal, ref: false }).catch(() => undefined),
 * };
 * ```
 */
export interface Timers {
  /**
   * Resolves after `milliseconds`, or at once when the signal is aborted; never rejects. Must not keep the
   * process alive by itself.
   */
  sleep(milliseconds: number, signal: AbortSignal, purpose: PausePurpose): Promise<void>;
}

/** The real timers: unreferenced, so that an idle client lets its process end. */
export const systemTimers: Timers = {
  async sleep(milliseconds, signal) {
    await delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  },
};
