import type { RevocationKind } from '@accord/contract';

/** A revocation as it is stored: `id` is already a hash. */
export interface RevocationSource {
  readonly kind: RevocationKind;
  readonly id: string;
  readonly before: number | null;
  readonly until: number;
}

/** What the database knows about one issuer, for every bundle that names it. */
export interface IssuerSource {
  readonly id: string;
  readonly issuer: string;
  /** the last change that altered anything below */
  readonly changeNumber: number;
  /** JWKs as stored, or null when keys were never obtained */
  readonly jwks: readonly unknown[] | null;
  readonly deniedKids: readonly string[];
  readonly notBefore: number | null;
  readonly revocations: readonly RevocationSource[];
}

/** What a bundle is for. */
export interface BundleAddress {
  readonly serviceId: string;
  readonly environmentId: string;
}

/** The contract in force for one service × environment. */
export interface ContractSource extends BundleAddress {
  readonly service: string;
  readonly environment: string;
  readonly version: number;
  readonly hash: string;
  readonly changeNumber: number;
  /** the `iss` values that the contract names */
  readonly issuerNames: readonly string[];
  /** as stored; validated when the bundle is assembled */
  readonly contract: unknown;
}

/** Everything that bundles are made of, read in one snapshot. */
export interface BundleSnapshot {
  readonly contracts: readonly ContractSource[];
  /** by the `iss` value */
  readonly issuers: ReadonlyMap<string, IssuerSource>;
  /** epoch seconds of the change numbers that can be a version here */
  readonly changeTimes: ReadonlyMap<number, number>;
}
