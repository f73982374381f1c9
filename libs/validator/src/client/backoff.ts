/** A number in [0, 1), as `Math.random` gives it; injected so that a delay can be tested. */
export type Random = () => number;

const CREDENTIAL_FIRST_SECONDS = 300;
const CREDENTIAL_MAX_SECONDS = 3600;
const FAILURE_MAX_SECONDS = 120;
const RETRY_AFTER_MAX_SECONDS = 3600;
const MINIMUM_PAUSE_MS = 1000;
const SPREAD_MS = 2000;

const doubled = (firstSeconds: number, attempt: number, maximumSeconds: number): number =>
  Math.min(maximumSeconds, firstSeconds * 2 ** Math.min(attempt, 16));

/**
 * Full jitter from a ceiling of 1 s that doubles to 120 s. Never below one second, so that a server that
 * fails at once is not asked in a loop.
 * @param attempt failures before this one, 0 for the first
 * @returns milliseconds
 */
export function failureDelayMs(attempt: number, random: Random): number {
  return Math.max(MINIMUM_PAUSE_MS, Math.round(random() * doubled(1, attempt, FAILURE_MAX_SECONDS) * 1000));
}

/**
 * 5 minutes doubling to one hour, plus up to a tenth so that a fleet does not come back as one.
 * @param attempt refusals before this one, 0 for the first
 * @returns milliseconds
 */
export function credentialDelayMs(attempt: number, random: Random): number {
  const seconds = doubled(CREDENTIAL_FIRST_SECONDS, attempt, CREDENTIAL_MAX_SECONDS);
  return Math.round(seconds * (1 + random() * 0.1) * 1000);
}

/**
 * What the server asked for in `Retry-After`, plus up to a fifth (at least one second) of jitter. More than an
 * hour is not believed: one wrong header must not silence a fleet for a day.
 * @returns milliseconds
 */
export function retryAfterDelayMs(retryAfterSeconds: number, random: Random): number {
  const seconds = Math.min(RETRY_AFTER_MAX_SECONDS, Math.max(1, retryAfterSeconds));
  return Math.round((seconds + random() * Math.max(1, seconds * 0.2)) * 1000);
}

/** A short-poll interval ± 20 %, in milliseconds. */
export function intervalDelayMs(seconds: number, random: Random): number {
  return Math.max(MINIMUM_PAUSE_MS, Math.round(seconds * (0.8 + random() * 0.4) * 1000));
}

/** A report interval ± 25 %, in milliseconds. */
export function reportDelayMs(seconds: number, random: Random): number {
  return Math.max(MINIMUM_PAUSE_MS, Math.round(seconds * (0.75 + random() * 0.5) * 1000));
}

/** The pause between two long polls: one second, and woken clients spread over two more. */
export function spreadDelayMs(random: Random): number {
  return MINIMUM_PAUSE_MS + Math.round(random() * SPREAD_MS);
}

/**
 * `Retry-After` (RFC 9110 §10.2.3): delay-seconds or an HTTP date.
 * @param nowSeconds the client's clock, to turn a date into a delay
 * @returns whole seconds, or null where the header is absent or means nothing
 */
export function parseRetryAfter(value: string | null, nowSeconds: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const date = Date.parse(text);
  if (Number.isNaN(date)) return null;
  return Math.max(0, Math.ceil(date / 1000) - nowSeconds);
}
