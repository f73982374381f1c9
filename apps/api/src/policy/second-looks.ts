import type { ServerResponse } from 'node:http';

/** A request whose answer may get better as soon as this replica has read the newest of the log. */
export interface SecondLook {
  readonly response: ServerResponse;
  /** answers when it can now; false when it still cannot */
  readonly attempt: () => boolean;
  readonly giveUp: () => void;
}

interface Entry extends SecondLook {
  readonly deadline: number;
}

const EVERY_MS = 50;
const MAX_ENTRIES = 2_000;

/**
 * Looks again for a short while before refusing: what was created a moment ago on another replica is known here
 * within one reading of the log, and a client that is refused stays away for minutes. Costs no SQL.
 */
export class SecondLooks {
  #entries: Entry[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Tries until it succeeds or `withinMs` have passed. Gives up at once when too many wait already. */
  add(look: SecondLook, withinMs: number): void {
    if (this.#entries.length >= MAX_ENTRIES) {
      look.giveUp();
      return;
    }
    this.#entries.push({ ...look, deadline: performance.now() + withinMs });
    this.#timer ??= setInterval(() => this.#lookAgain(), EVERY_MS);
  }

  /** Gives up on all, at shutdown. */
  close(): void {
    for (const entry of this.#entries.splice(0)) entry.giveUp();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #lookAgain(): void {
    const now = performance.now();
    const entries = this.#entries;
    this.#entries = [];
    const still = entries.filter((entry) => !this.#isDone(entry, now));
    this.#entries.push(...still);
    if (this.#entries.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #isDone(entry: Entry, now: number): boolean {
    if (entry.response.destroyed || entry.attempt()) return true;
    if (now < entry.deadline) return false;
    entry.giveUp();
    return true;
  }
}
