import { MAX_TRUST_KEYS } from '@accord/contract';

/** What a client says about itself on a poll: header values as they came. */
export interface HeartbeatHeaders {
  readonly instance: string | undefined;
  readonly sdk: string | undefined;
  readonly interval: string | undefined;
  readonly applied: string | undefined;
  readonly error: string | undefined;
  readonly trust: string | undefined;
  readonly time: string | undefined;
  readonly leaving: string | undefined;
}

/** The last that was heard from an instance. Times are epoch seconds. */
export interface Heartbeat {
  readonly instance: string;
  lastSeenAt: number;
  /** null: it enforces nothing yet, or did not say */
  appliedVersion: number | null;
  error: string | null;
  sdk: string | null;
  intervalSeconds: number | null;
  /** ids of the bundle keys that it pins */
  trust: readonly string[];
  clockSkewSeconds: number | null;
  leftAt: number | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SDK = /^[a-z0-9][a-z0-9._-]{0,63}\/[0-9A-Za-z.+-]{1,64}$/;
const ERROR_CODE = /^[a-z][a-z0-9_]{0,63}$/;
const KID = /^[A-Za-z0-9_-]{43}$/;
const WHOLE_NUMBER = /^\d{1,15}$/;
const MAX_INTERVAL_SECONDS = 86_400;
const MAX_SKEW_SECONDS = 2_147_483_647;

/** The lower-case UUID of an instance, or undefined when the header is missing or is none. */
export function instanceId(header: string | undefined): string | undefined {
  if (header?.length !== 36) return undefined;
  return UUID.test(header) ? header : lowerCaseUuid(header);
}

function lowerCaseUuid(header: string): string | undefined {
  const lower = header.toLowerCase();
  return UUID.test(lower) ? lower : undefined;
}

/** `Accord-Applied`: the enforced version, or null for `none`, for nothing and for anything else. */
export function appliedVersion(header: string | undefined): number | null {
  const value = wholeNumber(header);
  return value === undefined || value === 0 ? null : value;
}

/** The key ids of `Accord-Trust`, separated by commas; what is no thumbprint is left out. */
export function trustedKids(header: string | undefined): string[] {
  if (header === undefined) return [];
  const kids = header.split(',').map((part) => part.trim());
  return kids.filter((kid) => KID.test(kid)).slice(0, MAX_TRUST_KEYS);
}

/** A heartbeat from nothing but an instance id. */
export function newHeartbeat(instance: string, now: number): Heartbeat {
  return {
    instance,
    lastSeenAt: now,
    appliedVersion: null,
    error: null,
    sdk: null,
    intervalSeconds: null,
    trust: [],
    clockSkewSeconds: null,
    leftAt: null,
  };
}

/** Takes over what the headers say, but for the clock, see `clockSkew`; a value that does not parse counts as not said. `now`: epoch seconds. */
export function applyHeaders(heartbeat: Heartbeat, headers: HeartbeatHeaders, now: number): void {
  heartbeat.lastSeenAt = now;
  heartbeat.appliedVersion = appliedVersion(headers.applied);
  heartbeat.error = matching(headers.error, ERROR_CODE);
  heartbeat.sdk = matching(headers.sdk, SDK);
  heartbeat.intervalSeconds = intervalOf(headers.interval);
  heartbeat.trust = trustedKids(headers.trust);
  heartbeat.leftAt = headers.leaving === undefined ? null : now;
}

/** Seconds by which the client's clock (`Accord-Time`) is ahead of ours; null when it did not say. */
export function clockSkew(time: string | undefined, now: number): number | null {
  const theirs = wholeNumber(time);
  if (theirs === undefined) return null;
  return Math.max(-MAX_SKEW_SECONDS, Math.min(MAX_SKEW_SECONDS, theirs - now));
}

/** How many of the headers do not parse: they are ignored, but not in silence. */
export function malformedHeaders(headers: HeartbeatHeaders): number {
  const { instance, sdk, interval, applied, error, trust, time } = headers;
  const bad = [
    instance !== undefined && instanceId(instance) === undefined,
    sdk !== undefined && matching(sdk, SDK) === null,
    interval !== undefined && intervalOf(interval) === null,
    applied !== undefined && applied !== 'none' && appliedVersion(applied) === null,
    error !== undefined && matching(error, ERROR_CODE) === null,
    trust !== undefined && trustedKids(trust).length === 0,
    time !== undefined && wholeNumber(time) === undefined,
  ];
  return bad.filter(Boolean).length;
}

function wholeNumber(header: string | undefined): number | undefined {
  return header !== undefined && WHOLE_NUMBER.test(header) ? Number(header) : undefined;
}

function matching(header: string | undefined, pattern: RegExp): string | null {
  return header !== undefined && pattern.test(header) ? header : null;
}

function intervalOf(header: string | undefined): number | null {
  const value = wholeNumber(header);
  return value === undefined || value < 1 || value > MAX_INTERVAL_SECONDS ? null : value;
}
