import type { KeyState } from '@accord/contract';

const served: ReadonlySet<KeyState> = new Set(['published', 'active', 'deactivated']);

/** Whether the issuer's JWKS document holds a key in this state: tokens that it signed are about, or soon may be. */
export function isServed(state: KeyState): boolean {
  return served.has(state);
}

/**
 * The keys that the issuer's JWKS document (RFC 7517 §5) holds: published, active and deactivated ones of every
 * algorithm, oldest first, so that every replica serves the same bytes.
 */
export function jwksKeys<
  Key extends { readonly state: KeyState; readonly kid: string; readonly publishedAt: number | null },
>(keys: readonly Key[]): Key[] {
  return keys
    .filter((key) => isServed(key.state))
    .sort(
      (left, right) => (left.publishedAt ?? 0) - (right.publishedAt ?? 0) || (left.kid < right.kid ? -1 : 1),
    );
}

/** The kids that every bundle naming the issuer has to deny: those of compromised keys, sorted. */
export function deniedKids(keys: readonly { readonly state: KeyState; readonly kid: string }[]): string[] {
  return keys
    .filter((key) => key.state === 'compromised')
    .map((key) => key.kid)
    .sort();
}
