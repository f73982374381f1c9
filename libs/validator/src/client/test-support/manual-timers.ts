import type { PausePurpose, Timers } from '../timers.js';

/** A pause that the client asked for and that only the test ends. */
export interface Pause {
  readonly milliseconds: number;
  readonly purpose: PausePurpose;
  /** Lets the time of this pause pass. */
  end(): void;
}

/** Timers that a test moves: nothing waits for real time, and the test sees every pause. */
export class ManualTimers implements Timers {
  readonly #pending = new Set<Pause>();
  readonly #watchers = new Set<() => void>();

  sleep(milliseconds: number, signal: AbortSignal, purpose: PausePurpose): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        this.#pending.delete(pause);
        resolve();
      };
      const pause: Pause = { milliseconds, purpose, end };
      this.#pending.add(pause);
      signal.addEventListener('abort', end, { once: true });
      for (const watcher of this.#watchers) watcher();
    });
  }

  /** The pauses of one purpose that are under way now. */
  pending(purpose: PausePurpose): Pause[] {
    return [...this.#pending].filter((pause) => pause.purpose === purpose);
  }

  /** The oldest pause of a purpose; waits until the client asks for one. */
  next(purpose: PausePurpose): Promise<Pause> {
    return new Promise((resolve) => {
      const look = () => {
        const [found] = this.pending(purpose);
        if (!found) return;
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }
}
