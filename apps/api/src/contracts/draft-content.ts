import { findSecret } from '../platform/change-log/secrets.js';
import { unprocessable } from '../platform/errors/problems.js';

/** Text that JSON can write but neither PostgreSQL nor the log's canonical bytes can hold (RFC 8785 §3.2.2.2). */
const UNSTORABLE = /\p{Surrogate}|\0/u;

/**
 * A draft may be anything but what must not, or cannot, be kept in the log.
 *
 * @throws Problem 422 `draft_holds_secret` or `draft_text_invalid`
 */
export function refuseUnkeepable(contract: Record<string, unknown>): void {
  const secret = findSecret(contract);
  if (secret !== undefined) {
    throw unprocessable(
      'draft_holds_secret',
      `${secret} has the name of a secret, and what is saved is kept for ever. A contract never holds secrets: remove it.`,
    );
  }
  if (hasUnstorableText(contract)) {
    throw unprocessable(
      'draft_text_invalid',
      'The contract holds a null character or half a surrogate pair. Remove it: no token can match such a text.',
    );
  }
}

function hasUnstorableText(value: unknown): boolean {
  if (typeof value === 'string') return UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => UNSTORABLE.test(name) || hasUnstorableText(member));
}
