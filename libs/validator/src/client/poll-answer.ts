import {
  credentialDelayMs,
  failureDelayMs,
  intervalDelayMs,
  type Random,
  retryAfterDelayMs,
  spreadDelayMs,
} from './backoff.js';

/** How one poll ended, after its body (if any) was judged. */
export type PollOutcome =
  /** 200 with a bundle that is now in force. */
  | { readonly kind: 'applied' }
  /** 200 with the bundle that was in force already: the server, or a cache before it, ignores the ETag. */
  | { readonly kind: 'repeated' }
  /** 200 with a bundle that the client refuses. */
  | { readonly kind: 'refused' }
  /** 304; `waited` where the server honoured the wait (RFC 7240 `Preference-Applied`). */
  | { readonly kind: 'unchanged'; readonly waited: boolean }
  /** Any other status. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds: number | null }
  /** No answer at all, or one that is not the protocol's (HTML of a captive portal, an endless body). */
  | { readonly kind: 'failed' };

/** How often in a row the credential was refused, and how often in a row a poll failed otherwise. */
export interface PollCounters {
  readonly credentialRefusals: number;
  readonly failures: number;
}

export const NO_FAILURES: PollCounters = { credentialRefusals: 0, failures: 0 };

/** Why the client pauses; an unknown kid may cut `interval` and `backoff` short. `spread` is what a cut ends in. */
export type PauseKind = 'spread' | 'interval' | 'backoff' | 'credential' | 'server_directed';

export interface NextPoll {
  readonly delayMs: number;
  readonly pause: PauseKind;
  readonly counters: PollCounters;
}

/**
 * The protocol's answer table as a pure function: when to poll next, and with which counters.
 * @param pollSeconds the short-poll interval in force
 */
export function nextPoll(
  outcome: PollOutcome,
  counters: PollCounters,
  pollSeconds: number,
  random: Random,
): NextPoll {
  const interval = (): NextPoll => ({
    delayMs: intervalDelayMs(pollSeconds, random),
    pause: 'interval',
    counters: NO_FAILURES,
  });
  const spread = (): NextPoll => ({
    delayMs: spreadDelayMs(random),
    pause: 'spread',
    counters: NO_FAILURES,
  });
  switch (outcome.kind) {
    case 'applied':
      return spread();
    case 'unchanged':
      return outcome.waited ? spread() : interval();
    case 'repeated':
    case 'refused':
      return interval();
    case 'failed':
      return backOff(counters, random);
    case 'status':
      return afterStatus(outcome.status, outcome.retryAfterSeconds, counters, random, interval);
  }
}

function afterStatus(
  status: number,
  retryAfterSeconds: number | null,
  counters: PollCounters,
  random: Random,
  interval: () => NextPoll,
): NextPoll {
  // A 404 that names a time says "nothing is published yet": not a reason to be slow once it is.
  if ((status === 404 || status === 429 || status === 503) && retryAfterSeconds !== null) {
    return {
      delayMs: retryAfterDelayMs(retryAfterSeconds, random),
      pause: 'server_directed',
      counters: { credentialRefusals: 0, failures: counters.failures + 1 },
    };
  }
  if (status === 401 || status === 403 || status === 404) {
    return {
      delayMs: credentialDelayMs(counters.credentialRefusals, random),
      pause: 'credential',
      counters: { credentialRefusals: counters.credentialRefusals + 1, failures: 0 },
    };
  }
  if (status === 406) return interval();
  return backOff(counters, random);
}

function backOff(counters: PollCounters, random: Random): NextPoll {
  return {
    delayMs: failureDelayMs(counters.failures, random),
    pause: 'backoff',
    counters: { credentialRefusals: 0, failures: counters.failures + 1 },
  };
}
