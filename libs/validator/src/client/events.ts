import { channel } from 'node:diagnostics_channel';
import type { FreshnessRefusal } from './freshness.js';
import { callHook } from './hooks.js';
import type { ExchangeFailure } from './http-exchange.js';

/**
 * The `diagnostics_channel` that every {@link ValidatorEvent} is published on.
 *
 * @example
 * ```ts
 * import { subscribe } from 'node:diagnostics_channel';
 * import { EVENTS_CHANNEL, type ValidatorEvent } from '@accord/validator';
 *
 * subscribe(EVENTS_CHANNEL, (message) => {
 *   const event = message as ValidatorEvent;
 *   if (event.type === 'bundle_refused') console.error(event.code, event.detail);
 * });
 * ```
 */
export const EVENTS_CHANNEL = 'accord.validator';

/**
 * Where the policy in force came from; `cache_previous` is an older one, as the newest that was seen is lost.
 *
 * @example
 * ```ts
 * import type { PolicySource } from '@accord/validator';
 *
 * export const isFromDisk = (source: PolicySource): boolean => source === 'cache' || source === 'cache_previous';
 * ```
 */
export type PolicySource = 'network' | 'cache' | 'cache_previous' | 'bootstrap';

/**
 * What happened to the client, for logs and alarms. Never holds a token, a credential or a claim.
 *
 * @example
 * ```ts
 * import type { ValidatorEvent } from '@accord/validator';
 *
 * export function wakesSomebody(event: ValidatorEvent): boolean {
 *   return event.type === 'internal_error' || (event.type === 'policy_stale' && event.level === 'hard');
 * }
 * ```
 */
export type ValidatorEvent =
  | { readonly type: 'bundle_applied'; readonly version: number; readonly source: PolicySource }
  /** The policy in force stays; `code` goes to the control plane as `Accord-Error`. */
  | {
      readonly type: 'bundle_refused';
      readonly code: string;
      readonly detail: string;
      readonly source: PolicySource;
    }
  | {
      readonly type: 'poll_failed';
      /** null where no answer of the protocol came. */
      readonly status: number | null;
      /** The problem's `code` (RFC 9457), or what went wrong on the way. */
      readonly code: string | null;
      /** The platform's code for a connection that failed, for example `ECONNREFUSED`; null where it gives none. */
      readonly cause: string | null;
      readonly retryInSeconds: number;
    }
  | { readonly type: 'poll_recovered' }
  /** Staleness is not reset by this answer. */
  | { readonly type: 'freshness_ignored'; readonly code: FreshnessRefusal }
  | { readonly type: 'policy_stale'; readonly level: 'soft' | 'hard'; readonly ageSeconds: number }
  | { readonly type: 'policy_fresh'; readonly ageSeconds: number }
  | { readonly type: 'cache_unreadable'; readonly file: string; readonly code: string }
  /** Another credential wrote the cache. It is in force until the control plane answers, in case that is for another service. */
  | { readonly type: 'cache_unproven'; readonly service: string; readonly environment: string }
  /** The cache was of this service, and the control plane says that the credential is for another one. */
  | { readonly type: 'cache_overruled'; readonly service: string | null; readonly environment: string | null }
  | { readonly type: 'cache_write_failed'; readonly code: string; readonly directory: string }
  | {
      readonly type: 'report_delayed';
      readonly sequence: number;
      readonly status: number | null;
      readonly code: ExchangeFailure | null;
      readonly retryInSeconds: number;
      /** Reports that wait, this one included. */
      readonly held: number;
    }
  /**
   * Counts of these requests are lost; the next report carries their number as `dropped`. After `closing` there is no
   * next one: these are all that no report told of, those dropped on the way out included.
   */
  | {
      readonly type: 'report_dropped';
      readonly requests: number;
      readonly why: 'refused' | 'too_large' | 'queue_full' | 'closing';
    }
  /** A defect: in the validator, or in a hook that the caller gave it. */
  | { readonly type: 'internal_error'; readonly where: string; readonly error: unknown };

/**
 * The part of a logger that the client uses; pino's own signature.
 *
 * @example
 * ```ts
 * import type { ValidatorLogger } from '@accord/validator';
 *
 * export const logger: ValidatorLogger = {
 *   info: (fields, message) => console.info(message, fields),
 *   warn: (fields, message) => console.warn(message, fields),
 *   error: (fields, message) => console.error(message, fields),
 * };
 * ```
 */
export interface ValidatorLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Tells about one event; never throws. */
export type Emit = (event: ValidatorEvent) => void;

const LEVELS: Record<ValidatorEvent['type'], keyof ValidatorLogger> = {
  bundle_applied: 'info',
  bundle_refused: 'error',
  poll_failed: 'warn',
  poll_recovered: 'info',
  freshness_ignored: 'warn',
  policy_stale: 'warn',
  policy_fresh: 'info',
  cache_unreadable: 'warn',
  cache_unproven: 'warn',
  cache_overruled: 'warn',
  cache_write_failed: 'warn',
  report_delayed: 'warn',
  report_dropped: 'warn',
  internal_error: 'error',
};

/**
 * Sends events to the channel, the logger and the hook. An exception in one of them is the caller's and must
 * neither stop polling nor change a verdict.
 */
export function createEmit(
  logger: ValidatorLogger | undefined,
  onEvent: ((event: ValidatorEvent) => void) | undefined,
): Emit {
  const events = channel(EVENTS_CHANNEL);
  return (event) => {
    if (events.hasSubscribers) events.publish(event);
    const line = `accord validator: ${event.type}`;
    callHook(() => logger?.[LEVELS[event.type]](event, line), ignore);
    callHook(() => onEvent?.(event), ignore);
  };
}

/** The hook that should be told about it is the one that failed. */
const ignore = (): void => undefined;
