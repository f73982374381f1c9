import { credentialDelayMs, failureDelayMs, type Random, retryAfterDelayMs } from './backoff.js';

/** How one attempt to deliver a report ended; null where no answer came. */
export interface ReportAttempt {
  readonly status: number | null;
  readonly retryAfterSeconds: number | null;
}

export type ReportVerdict =
  | { readonly next: 'delivered' }
  /** Too large: send its halves under new sequences; the second time, drop it. */
  | { readonly next: 'split' }
  /** The server will never take it: count its requests as dropped. */
  | { readonly next: 'drop' }
  /** The same sequence again, so that it counts once whatever became of the attempt. */
  | { readonly next: 'retry'; readonly delayMs: number };

/**
 * The protocol's answer rules for reports.
 * @param attempt failed attempts for this report before this one, 0 for the first
 */
export function judgeReport(answer: ReportAttempt, attempt: number, random: Random): ReportVerdict {
  switch (answer.status) {
    case 202:
      return { next: 'delivered' };
    case 413:
      return { next: 'split' };
    case 400:
    case 422:
      return { next: 'drop' };
    case 401:
    case 403:
    case 404:
      return { next: 'retry', delayMs: credentialDelayMs(attempt, random) };
    case 429:
    case 503:
      if (answer.retryAfterSeconds !== null) {
        return { next: 'retry', delayMs: retryAfterDelayMs(answer.retryAfterSeconds, random) };
      }
      return { next: 'retry', delayMs: failureDelayMs(attempt, random) };
    default:
      return { next: 'retry', delayMs: failureDelayMs(attempt, random) };
  }
}
