import type { Timers } from './timers.js';
import { ValidatorNotReady } from './validator.js';

const LONG_MS = 60_000;

/** Lets callers wait for the first policy, and lets them go when none will come. */
export class Readiness {
  readonly #timers: Timers;
  readonly #settled: Promise<void>;
  #open: () => void = () => undefined;
  #fail: (reason: ValidatorNotReady) => void = () => undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
    this.#settled = new Promise((resolve, reject) => {
      this.#open = resolve;
      this.#fail = reject;
    });
    // Nobody has to wait for readiness: a rejection without a listener is no crash.
    this.#settled.catch(() => undefined);
  }

  /** A policy is in force. */
  open(): void {
    this.#open();
  }

  /** No policy will come any more; without effect after {@link open}. */
  close(): void {
    this.#fail(new ValidatorNotReady('The validator was closed before a policy was in force.'));
  }

  /**
   * @param timeoutSeconds null waits for ever
   * @param why tells, at the time, what keeps the policy from coming
   * @throws ValidatorNotReady
   */
  async wait(timeoutSeconds: number | null, why: () => string): Promise<void> {
    // The client's own timers let a process end; one that waits here would end in the middle of it, without a word.
    const alive = setInterval(() => undefined, LONG_MS);
    try {
      await (timeoutSeconds === null ? this.#settled : this.#within(timeoutSeconds, why));
    } finally {
      clearInterval(alive);
    }
  }

  async #within(timeoutSeconds: number, why: () => string): Promise<void> {
    const done = new AbortController();
    const late = this.#timers.sleep(timeoutSeconds * 1000, done.signal, 'timeout').then(() => {
      if (done.signal.aborted) return;
      throw new ValidatorNotReady(`No policy is in force after ${timeoutSeconds} s: ${why()}`);
    });
    try {
      await Promise.race([this.#settled, late]);
    } finally {
      done.abort();
    }
  }
}
