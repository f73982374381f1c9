const DOMAIN = new TextEncoder().encode('accord-change-log-v1\n');

/** What stands in for the hash before the first event: 32 zero bytes. */
export const GENESIS_HASH: Readonly<Uint8Array> = new Uint8Array(32);

/**
 * The hash of an event: SHA-256 over a domain label, the hash of the event before it (32 bytes) and the event's
 * canonical bytes. Whoever changes, drops or inserts one event has to change every later hash.
 */
export async function eventHash(
  previousHash: Readonly<Uint8Array>,
  canonical: Readonly<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (previousHash.length !== 32) throw new TypeError('the previous hash must be 32 bytes');
  const input = new Uint8Array(DOMAIN.length + previousHash.length + canonical.length);
  input.set(DOMAIN, 0);
  input.set(previousHash, DOMAIN.length);
  input.set(canonical, DOMAIN.length + previousHash.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
}
