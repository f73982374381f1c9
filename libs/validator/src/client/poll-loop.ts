import { parseRetryAfter, type Random, spreadDelayMs } from './backoff.js';
import { MAX_BUNDLE_BYTES } from './bundle-verification.js';
import { commonHeaders, type ControlPlane, problemCode } from './control-plane.js';
import type { Emit } from './events.js';
import { exchange, type Exchange } from './http-exchange.js';
import { type NextPoll, nextPoll, NO_FAILURES, type PauseKind, type PollOutcome } from './poll-answer.js';
import { honouredWait, LONGEST_WAIT_SECONDS, pollHeaders } from './poll-request.js';
import type { ClientErrorCode, PolicyKeeper } from './policy-keeper.js';

/** Intervals that the caller fixes; null leaves them to the bundle's hints. */
export interface PollPreferences {
  readonly pollSeconds: number | null;
  readonly longPollSeconds: number | null;
}

export interface PollLoopOptions {
  readonly controlPlane: ControlPlane;
  readonly keeper: PolicyKeeper;
  readonly trustedKids: readonly string[];
  readonly preferences: PollPreferences;
  readonly random: Random;
  readonly emit: Emit;
  /** Told when polls succeed again after a failure: what was held back may go now. */
  readonly onRecovered: () => void;
}

/**
 * The last poll, for people who look at `status()`.
 *
 * @example
 * ```ts
 * import type { LastPoll } from '@accord/validator';
 *
 * export const isReached = (poll: LastPoll | null): boolean => poll !== null && poll.status !== null;
 * ```
 */
export interface LastPoll {
  /** Epoch seconds. */
  readonly at: number;
  readonly outcome: PollOutcome['kind'];
  /** null where no answer of the protocol came. */
  readonly status: number | null;
  /** What the control plane calls the problem (RFC 9457), or why no answer came; null where all is well. */
  readonly code: string | null;
  /** The platform's code for a connection that failed, for example `ENOTFOUND`; null where it gives none. */
  readonly cause: string | null;
}

const DEFAULT_POLL_SECONDS = 30;
const DEFAULT_LONG_POLL_SECONDS = 30;
const GRACE_SECONDS = 10;
const EARLY_POLL_SECONDS = 30;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const CUTTABLE: ReadonlySet<PauseKind> = new Set(['interval', 'backoff']);

interface Judged {
  readonly outcome: PollOutcome;
  readonly status: number | null;
  readonly code: string | null;
  readonly cause?: string | null;
}

/** A 406 is about what this client said of itself: the keys that it pins, or the schema that it reads. */
function notAcceptable(problem: string | null): [code: ClientErrorCode, detail: string] {
  return problem === 'bundle_key_not_trusted'
    ? ['bundle_key_unknown', 'None of the pinned keys signs policy any more; update trustKeys.']
    : ['bundle_schema_unknown', 'The control plane has no bundle in a schema of this SDK; update it.'];
}

/** Polls `GET /v1/policy` until it is stopped, whatever the answers are. */
export class PollLoop {
  readonly #options: PollLoopOptions;
  readonly #stop = new AbortController();
  #counters = NO_FAILURES;
  #pause: { readonly kind: PauseKind; readonly cut: AbortController } | null = null;
  #earlyPollAt = Number.NEGATIVE_INFINITY;
  #failing = false;
  #lastPoll: LastPoll | null = null;

  constructor(options: PollLoopOptions) {
    this.#options = options;
  }

  get lastPoll(): LastPoll | null {
    return this.#lastPoll;
  }

  /** Resolves once {@link stop} was called and the poll under way has ended. */
  async run(): Promise<void> {
    while (!this.#stopped()) {
      const judged = await this.#poll();
      if (this.#stopped()) return;
      const next = nextPoll(judged.outcome, this.#counters, this.#pollSeconds(), this.#options.random);
      this.#counters = next.counters;
      this.#tell(judged, next);
      this.#options.keeper.watchStaleness();
      await this.#rest(next);
    }
  }

  /**
   * Asks for a poll before its time, because a key was unknown: at most once in 30 s, and never against what
   * the server asked for. A poll that is under way needs no help: the server answers it on any change.
   */
  hurry(): void {
    const pause = this.#pause;
    if (!pause || !CUTTABLE.has(pause.kind)) return;
    const now = this.#options.controlPlane.clock();
    if (now - this.#earlyPollAt < EARLY_POLL_SECONDS) return;
    this.#earlyPollAt = now;
    pause.cut.abort();
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Tells the control plane that this instance goes. One attempt. */
  async leave(signal: AbortSignal): Promise<void> {
    await this.#exchange(0, signal, true);
  }

  #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #rest(next: NextPoll): Promise<void> {
    const { timers } = this.#options.controlPlane;
    const cut = new AbortController();
    this.#pause = { kind: next.pause, cut };
    await timers.sleep(next.delayMs, AbortSignal.any([this.#stop.signal, cut.signal]), 'poll');
    this.#pause = null;
    if (!cut.signal.aborted) return;
    // A whole fleet meets an unknown key at the same moment: spread, as after any other wake-up.
    await timers.sleep(spreadDelayMs(this.#options.random), this.#stop.signal, 'poll');
  }

  async #poll(): Promise<Judged> {
    const judged = await this.#exchange(this.#waitSeconds(), this.#stop.signal, false)
      .then((answer) => this.#judge(answer))
      .catch((error: unknown) => this.#judgeDefect(error));
    const { status, code, cause = null, outcome } = judged;
    this.#lastPoll = { at: this.#options.controlPlane.clock(), outcome: outcome.kind, status, code, cause };
    return judged;
  }

  #exchange(waitSeconds: number, signal: AbortSignal, leaving: boolean): Promise<Exchange> {
    const { controlPlane, keeper, trustedKids } = this.#options;
    const headers = pollHeaders({
      etag: keeper.active?.etag ?? null,
      applied: keeper.acknowledged,
      error: keeper.error,
      trustedKids,
      waitSeconds,
      intervalSeconds: waitSeconds > 0 ? waitSeconds : this.#pollSeconds(),
      now: controlPlane.clock(),
      leaving,
    });
    const init = { headers: { ...commonHeaders(controlPlane), ...headers } };
    return exchange(controlPlane.fetch, new URL('v1/policy', controlPlane.url), init, {
      timers: controlPlane.timers,
      timeoutMs: (waitSeconds + GRACE_SECONDS) * 1000,
      maxBodyBytes: MAX_BUNDLE_BYTES,
      signal,
    });
  }

  #judge(answer: Exchange): Judged {
    const { keeper, controlPlane } = this.#options;
    if (!answer.ok) return this.#judgeFailure(answer.code, answer.cause);
    const { status, headers, body } = answer;
    const contentType = headers.get('content-type');
    const freshness = headers.get('accord-fresh');
    if (status === 200 && /^application\/jose\s*(;|$)/i.test(contentType ?? '')) {
      return { outcome: { kind: keeper.offer(body, headers.get('etag'), freshness) }, status, code: null };
    }
    if (status === 304 && keeper.active) {
      keeper.confirm(freshness);
      const waited = honouredWait(headers.get('preference-applied'));
      return { outcome: { kind: 'unchanged', waited }, status, code: null };
    }
    if (status === 200) {
      keeper.refuse(
        'not_a_bundle',
        'A 200 without Content-Type application/jose: something else answers here.',
      );
      return { outcome: { kind: 'failed' }, status, code: 'not_a_bundle' };
    }
    const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), controlPlane.clock());
    const code = REDIRECTS.has(status) ? 'redirect_not_followed' : problemCode(contentType, body);
    if (status === 406) keeper.refuse(...notAcceptable(code));
    return { outcome: { kind: 'status', status, retryAfterSeconds }, status, code };
  }

  #judgeFailure(code: string, cause: string | null): Judged {
    if (code === 'body_too_large') {
      const detail = `The body is larger than ${MAX_BUNDLE_BYTES} bytes after decompression.`;
      this.#options.keeper.refuse('bundle_too_large', detail);
    }
    return { outcome: { kind: 'failed' }, status: null, code, cause };
  }

  /** Polling goes on whatever happens, a defect of our own included. */
  #judgeDefect(error: unknown): Judged {
    this.#options.emit({ type: 'internal_error', where: 'poll', error });
    return { outcome: { kind: 'failed' }, status: null, code: 'internal_error' };
  }

  #tell({ outcome, status, code, cause = null }: Judged, next: NextPoll): void {
    const { emit, onRecovered } = this.#options;
    if (outcome.kind === 'failed' || outcome.kind === 'status') {
      this.#failing = true;
      emit({ type: 'poll_failed', status, code, cause, retryInSeconds: Math.ceil(next.delayMs / 1000) });
    } else if (this.#failing) {
      this.#failing = false;
      emit({ type: 'poll_recovered' });
      onRecovered();
    }
  }

  #pollSeconds(): number {
    const { preferences, keeper } = this.#options;
    return preferences.pollSeconds ?? keeper.active?.policy.hints.poll_seconds ?? DEFAULT_POLL_SECONDS;
  }

  #waitSeconds(): number {
    const { preferences, keeper } = this.#options;
    const hint = keeper.active?.policy.hints.long_poll_seconds ?? DEFAULT_LONG_POLL_SECONDS;
    return Math.min(LONGEST_WAIT_SECONDS, preferences.longPollSeconds ?? hint);
  }
}
