import { randomUUID } from 'node:crypto';

const SANE = /^[A-Za-z0-9._:/+=-]{8,128}$/;

/**
 * The id that leads from a refused request to its reason in the log: the caller's `X-Request-Id` where it is
 * harmless in a log line, else a new UUID.
 */
export function correlationIdOf(requested: string | readonly string[] | undefined): string {
  return typeof requested === 'string' && SANE.test(requested) ? requested : randomUUID();
}
