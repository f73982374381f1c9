import { PublicJwk } from '@accord/contract';
import { z } from 'zod';
import { findUnstorableText } from '../platform/http/unstorable-text.js';

/** What makes a whole key set unacceptable; each has a sentence that says what the issuer has to do. */
export class KeySetRefused extends Error {
  constructor(
    readonly code:
      | 'malformed'
      | 'empty'
      | 'private_member'
      | 'symmetric_key'
      | 'duplicate_kid'
      | 'weak_key'
      | 'kid_reused'
      | 'changes_too_often',
    message: string,
  ) {
    super(message);
    this.name = 'KeySetRefused';
  }
}

const MAX_KEYS = 100;
const MIN_RSA_BITS = 2048;
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const KeySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).max(MAX_KEYS) });
type AnyJwk = z.infer<typeof KeySet>['keys'][number];

/**
 * Reads a fetched JWK Set (RFC 7517 §5) strictly. Keys for encryption, keys without a kid and keys of unknown kinds are
 * left out, as §5 asks; what no honest issuer publishes refuses the whole set.
 *
 * @throws KeySetRefused
 */
export function readKeySet(document: unknown): PublicJwk[] {
  const parsed = KeySet.safeParse(document);
  if (!parsed.success) throw new KeySetRefused('malformed', 'The answer is no JWK Set (RFC 7517 §5).');
  for (const jwk of parsed.data.keys) refuseSecrets(jwk);
  const keys = parsed.data.keys.filter(signs).flatMap((jwk) => PublicJwk.safeParse(jwk).data ?? []);
  for (const jwk of keys) refuseWeak(jwk);
  if (findUnstorableText(keys) !== undefined)
    throw new KeySetRefused('malformed', 'A key has a null character or half a character in it.');
  const kids = keys.map((jwk) => jwk.kid);
  if (new Set(kids).size < kids.length) {
    throw new KeySetRefused(
      'duplicate_kid',
      'Two keys have the same kid. The issuer must name each key uniquely.',
    );
  }
  if (keys.length === 0)
    throw new KeySetRefused('empty', 'The set holds no key that can verify a signature.');
  return keys.sort((left, right) => (left.kid < right.kid ? -1 : 1));
}

function refuseSecrets(jwk: AnyJwk): void {
  if (jwk.kty === 'oct') {
    throw new KeySetRefused(
      'symmetric_key',
      'The set publishes a symmetric key. The issuer must replace it at once.',
    );
  }
  const member = PRIVATE_MEMBERS.find((name) => name in jwk);
  if (member !== undefined) {
    throw new KeySetRefused(
      'private_member',
      `The set publishes a private key (member ${member}). The issuer must replace that key at once.`,
    );
  }
}

const signs = (jwk: AnyJwk) => jwk['use'] === undefined || jwk['use'] === 'sig';

function refuseWeak(jwk: PublicJwk): void {
  if (jwk.kty !== 'RSA') return;
  const bits = bitLength(Buffer.from(jwk.n, 'base64url'));
  const exponent = Buffer.from(jwk.e, 'base64url');
  if (bits >= MIN_RSA_BITS && bitLength(exponent) > 16 && (exponent.at(-1) ?? 0) % 2 === 1) return;
  throw new KeySetRefused(
    'weak_key',
    `The RSA key "${jwk.kid}" is too weak: ${bits} bits, and e must be 65537 or more. The issuer must replace it.`,
  );
}

function bitLength(bytes: Buffer): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return (bytes.length - first - 1) * 8 + (32 - Math.clz32(bytes[first] ?? 0));
}
