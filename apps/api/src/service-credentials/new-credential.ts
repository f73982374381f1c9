import { randomUUID } from 'node:crypto';
import type { CreateCredential } from '@accord/contract/http';
import { hashSecretToken, newSecretToken } from '../platform/auth/secret-token.js';
import { conflict, unprocessable } from '../platform/errors/problems.js';

const SHOWN_BEHIND_PREFIX = 4;
const YEAR_SECONDS = 365 * 86_400;

/** Two, so that one can be replaced without an outage; more would never be looked after. */
export const LIVE_AT_A_TIME = 2;

/** `owner`: as a sentence begins with it. @throws Problem 409 `too_many_credentials` when `live` leaves no room for one more. */
export function refuseTooMany(live: number, owner: string): void {
  if (live < LIVE_AT_A_TIME) return;
  throw conflict(
    'too_many_credentials',
    `${owner} has ${LIVE_AT_A_TIME} live credentials already. Revoke the one that is no longer used first.`,
  );
}

/**
 * A credential of whatever kind with its secret, which is not to be stored. `at`: epoch seconds.
 *
 * @throws Problem 422 `expiry_in_the_past`
 */
export function newCredential(prefix: string, { name, expires_at }: CreateCredential, at: number) {
  const expiresAt = expires_at ?? at + YEAR_SECONDS;
  if (expiresAt <= at) {
    throw unprocessable(
      'expiry_in_the_past',
      `expires_at must lie after now (${at}). Choose a later time, or leave it out for one year.`,
    );
  }
  const secret = newSecretToken(prefix);
  return {
    secret,
    id: randomUUID(),
    name,
    prefix: secret.slice(0, prefix.length + SHOWN_BEHIND_PREFIX),
    secretHash: hashSecretToken(secret),
    createdAt: at,
    expiresAt,
    revokedAt: null,
    lastUsedAt: null,
  };
}
