import {
  BUNDLE_SCHEMA,
  BundlePayload,
  PublicJwk,
  ValidationContract,
  type BundleIssuer,
  type BundleRevocation,
  type RevocationKind,
} from '@accord/contract';
import type { BundleSnapshot, ContractSource, IssuerSource } from './bundle-source.js';

/** Seconds between polls, of a long poll, and between reports. */
export type BundleHints = BundlePayload['hints'];

/** A bundle cannot be made from what is stored; the message says why. */
export class BundleAssemblyError extends Error {
  override name = 'BundleAssemblyError';
}

/** The number that versions a bundle: the newest change among the contract and every issuer that it names. */
export function bundleVersion(
  contract: ContractSource,
  issuers: readonly { readonly changeNumber: number }[],
): number {
  return issuers.reduce((version, issuer) => Math.max(version, issuer.changeNumber), contract.changeNumber);
}

/**
 * Makes the bundle of one service × environment. A pure function of the snapshot: lists are sorted by code
 * units and `issued_at` is the time of the change that gave the version, so that every replica agrees.
 * @throws BundleAssemblyError when the stored contract does not parse or its change is not in the log.
 */
export function assembleBundle(
  source: ContractSource,
  snapshot: BundleSnapshot,
  hints: BundleHints,
): BundlePayload {
  const contract = ValidationContract.safeParse(source.contract);
  if (!contract.success)
    throw new BundleAssemblyError(`The stored contract is invalid: ${contract.error.message}`);
  const names = contract.data.issuers.map((entry) => entry.issuer).sort(byCodeUnits);
  const known = names.flatMap((name) => snapshot.issuers.get(name) ?? []);
  const version = bundleVersion(source, known);
  const issuedAt = snapshot.changeTimes.get(version);
  if (issuedAt === undefined) throw new BundleAssemblyError(`Change ${version} is not in the log.`);
  return BundlePayload.parse({
    schema: BUNDLE_SCHEMA,
    service: source.service,
    environment: source.environment,
    version,
    issued_at: issuedAt,
    contract: { ...contract.data, version: source.version, hash: source.hash },
    shadow: null,
    issuers: names.map((name) => bundleIssuer(name, snapshot.issuers.get(name))),
    revocations: revocationsOf(contract.data.revocation, known),
    hints,
  } satisfies BundlePayload);
}

function bundleIssuer(issuer: string, source: IssuerSource | undefined): BundleIssuer {
  if (!source) return { issuer, jwks: null, denied_kids: [], not_before: null };
  return {
    issuer,
    jwks: source.jwks && { keys: source.jwks.flatMap(publicSigningKey).sort(byMember('kid')) },
    denied_kids: [...source.deniedKids].sort(byCodeUnits),
    not_before: source.notBefore,
  };
}

/** A key that cannot verify signatures is left out: one odd entry must not take the issuer's good keys away. */
function publicSigningKey(stored: unknown): PublicJwk[] {
  const parsed = PublicJwk.safeParse(stored);
  return parsed.success ? [{ ...parsed.data, use: 'sig' }] : [];
}

function revocationsOf(
  asked: readonly RevocationKind[],
  issuers: readonly IssuerSource[],
): BundlePayload['revocations'] {
  const list = (kind: RevocationKind): BundleRevocation[] =>
    asked.includes(kind)
      ? issuers.flatMap((issuer) => revocationsOfKind(issuer, kind)).sort(byRevocation)
      : [];
  return {
    tokens: list('tokens'),
    subjects: list('subjects'),
    sessions: list('sessions'),
    clients: list('clients'),
  };
}

function revocationsOfKind(source: IssuerSource, kind: RevocationKind): BundleRevocation[] {
  return source.revocations
    .filter((revocation) => revocation.kind === kind)
    .map(({ id, before, until }) => ({ issuer: source.issuer, id, before, until }));
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function byMember<Name extends string>(name: Name) {
  return (left: Record<Name, string>, right: Record<Name, string>) => byCodeUnits(left[name], right[name]);
}

function byRevocation(left: BundleRevocation, right: BundleRevocation): number {
  return (
    byCodeUnits(left.issuer, right.issuer) ||
    byCodeUnits(left.id, right.id) ||
    (left.before ?? -1) - (right.before ?? -1) ||
    left.until - right.until
  );
}
