import { Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PollRequest } from './poll-request.js';
import type { ServiceCredential } from './credential-index.js';

/** A poll that is held until something changes or its time is up. */
export interface WaitingPoll {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly headers: PollRequest;
  readonly credential: ServiceCredential;
  /** seconds that were granted */
  readonly waitSeconds: number;
  timer: NodeJS.Timeout | undefined;
}

/** After so many answers in a row the event loop gets its turn. */
const SLICE = 250;

/** Holds polls. Each is let go exactly once: by a change, its time, its client's leaving, or the end of the process. */
@Injectable()
export class WaitingPolls {
  readonly #all = new Set<WaitingPoll>();

  /** How many polls wait. */
  get live(): number {
    return this.#all.size;
  }

  /** Holds a poll; `onTime` answers it when its time is up. */
  hold(poll: WaitingPoll, onTime: (poll: WaitingPoll) => void): void {
    poll.credential.channel.waiting.add(poll);
    this.#all.add(poll);
    poll.timer = setTimeout(() => {
      if (this.release(poll)) onTime(poll);
    }, poll.waitSeconds * 1000);
    poll.response.once('close', () => this.release(poll));
  }

  /** Lets a poll go; false when it was let go before. */
  release(poll: WaitingPoll): boolean {
    if (!this.#all.delete(poll)) return false;
    poll.credential.channel.waiting.delete(poll);
    clearTimeout(poll.timer);
    return true;
  }

  /** Lets these polls go and answers each, in slices. */
  wake(polls: Iterable<WaitingPoll>, answer: (poll: WaitingPoll) => void): void {
    this.#wakeSlice([...polls], 0, answer);
  }

  /** Lets everybody go. */
  wakeAll(answer: (poll: WaitingPoll) => void): void {
    for (const poll of [...this.#all]) if (this.release(poll)) answer(poll);
  }

  #wakeSlice(polls: readonly WaitingPoll[], from: number, answer: (poll: WaitingPoll) => void): void {
    for (const poll of polls.slice(from, from + SLICE)) if (this.release(poll)) answer(poll);
    if (from + SLICE < polls.length) setImmediate(() => this.#wakeSlice(polls, from + SLICE, answer));
  }
}
