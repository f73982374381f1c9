/**
 * Why a bundle is not put into force; sent as `Accord-Error`. Stable. `compile` meets the first five only.
 *
 * @example
 * ```ts
 * import type { BundleRefusedCode } from '@accord/validator';
 *
 * export const needsNewRelease = (code: BundleRefusedCode): boolean => code === 'bundle_schema_unknown';
 * ```
 */
export type BundleRefusedCode =
  /** `schema` is a number that this release does not read. */
  | 'bundle_schema_unknown'
  /** Not a bundle: a member is missing, unknown, or of another type. */
  | 'bundle_malformed'
  /** The contract (or the shadow contract) breaks a rule of the contract language. */
  | 'contract_invalid'
  /** A contract names an issuer that the bundle brings no entry for. */
  | 'bundle_issuer_missing'
  /** A JWK without alg, and the contract allows several algorithms that fit it. */
  | 'key_alg_ambiguous'
  /** The JWS is not of the bundle's type. */
  | 'bundle_type_wrong'
  /** No pinned key has the kid of the JWS. */
  | 'bundle_key_unknown'
  | 'bundle_signature_invalid'
  /** The validator failed on it: a fault of this SDK. */
  | 'bundle_not_compiled'
  | 'service_mismatch'
  | 'environment_mismatch'
  /** Older than the newest one that was seen. */
  | 'version_rollback';

/**
 * Thrown by `compile` and `openBundle`: the bundle must not be put into force. The message names members, never key material.
 *
 * @example
 * ```ts
 * import { BundleRefused, compile } from '@accord/validator';
 *
 * try {
 *   compile({ schema: 2 }, { clock: () => 0 });
 * } catch (error) {
 *   if (error instanceof BundleRefused) console.error(error.code, error.message); // bundle_schema_unknown
 * }
 * ```
 */
export class BundleRefused extends Error {
  override readonly name = 'BundleRefused';

  constructor(
    readonly code: BundleRefusedCode,
    message: string,
    /** Where in the bundle, for example `contract.audiences`; empty when it is about the whole. */
    readonly path: string,
  ) {
    super(message);
  }
}
