/** Member names that never belong into a log that is kept for ever. */
const SECRET_NAMES = new Set([
  'password',
  'password_hash',
  'current_password',
  'new_password',
  'secret',
  'secret_hash',
  'token',
  'token_hash',
  'private_key',
  'private_key_sealed',
  'private_jwk',
  'client_secret',
]);

/** A JWK's private members (RFC 7518 §6): only private beside `kty`. */
const PRIVATE_JWK_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];

/**
 * The path of the first member of `value` that looks like a secret, undefined for none. A last defence: the change log
 * cannot be cleaned afterwards.
 */
export function findSecret(value: unknown, path = '$'): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const here = `${path}.${name}`;
    if (SECRET_NAMES.has(name)) return here;
    if ('kty' in value && PRIVATE_JWK_MEMBERS.includes(name)) return here;
    const inside = findSecret(member, here);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
