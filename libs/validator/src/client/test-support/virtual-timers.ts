import type { PausePurpose, Timers } from '../timers.js';

interface Pause {
  readonly due: number;
  readonly purpose: PausePurpose;
  readonly end: () => void;
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Time that passes as fast as the client can live through it: a pause ends as soon as nothing else is to be done, and
 * takes the clock with it. A `timeout` means that an exchange is under way; those take real time, so the clock waits.
 */
export class VirtualTimers implements Timers {
  readonly #pauses = new Set<Pause>();
  #changed: () => void = () => undefined;
  #nowMs: number;

  /** @param nowSeconds epoch seconds */
  constructor(nowSeconds: number) {
    this.#nowMs = nowSeconds * 1000;
  }

  /** Whole epoch seconds. */
  readonly clock = (): number => Math.floor(this.#nowMs / 1000);

  sleep(milliseconds: number, signal: AbortSignal, purpose: PausePurpose): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        this.#pauses.delete(pause);
        this.#changed();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const pause: Pause = { due: this.#nowMs + milliseconds, purpose, end };
      this.#pauses.add(pause);
      signal.addEventListener('abort', end, { once: true });
    });
  }

  /** Lets so many seconds pass, with everything that falls into them. */
  async pass(seconds: number): Promise<void> {
    const until = this.#nowMs + seconds * 1000;
    for (;;) {
      await nextTurn();
      const pauses = [...this.#pauses];
      if (pauses.some(({ purpose }) => purpose === 'timeout')) {
        await new Promise<void>((resolve) => (this.#changed = resolve));
        continue;
      }
      const [first] = pauses.toSorted((left, right) => left.due - right.due);
      if (!first || first.due > until) break;
      this.#nowMs = Math.max(this.#nowMs, first.due);
      first.end();
    }
    this.#nowMs = until;
  }
}
