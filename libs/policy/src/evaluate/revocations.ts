import type { BundlePayload, BundleRevocation, RevocationKind } from '@accord/contract';

/** base64url(SHA-256(UTF-8 of the text)), synchronous. Injected, because this library has no crypto of its own. */
export type Hash = (text: string) => string;

/** For each id: tokens with iat below the time are revoked; null revokes them all. */
export type RevokedIds = ReadonlyMap<string, number | null>;
export type RevocationIndex = Readonly<Record<RevocationKind, RevokedIds>> & { readonly hash: Hash };

/** The name under which a bundle lists a revoked value, so that bundle and log name nobody. */
export function revocationId(iss: string, value: string, hash: Hash): string {
  return hash(JSON.stringify([iss, value]));
}

/** Prepares a bundle's revocations for look-up. `hash` is the one that their ids were made with. */
export function indexRevocations(revocations: BundlePayload['revocations'], hash: Hash): RevocationIndex {
  return {
    hash,
    tokens: indexOf(revocations.tokens),
    subjects: indexOf(revocations.subjects),
    sessions: indexOf(revocations.sessions),
    clients: indexOf(revocations.clients),
  };
}

function indexOf(entries: readonly BundleRevocation[]): RevokedIds {
  const index = new Map<string, number | null>();
  for (const { id, before } of entries) index.set(id, widest(index.get(id), before));
  return index;
}

function widest(known: number | null | undefined, before: number | null): number | null {
  if (known === null || before === null) return null;
  return Math.max(known ?? 0, before);
}

/** Whether a token with this value is revoked. A token without iat cannot prove that it is newer. */
export function isRevoked(
  ids: RevokedIds,
  iss: string,
  value: string | undefined,
  iat: number | undefined,
  hash: Hash,
): boolean {
  if (value === undefined) return false;
  const before = ids.get(revocationId(iss, value, hash));
  if (before === undefined) return false;
  return before === null || iat === undefined || iat < before;
}
