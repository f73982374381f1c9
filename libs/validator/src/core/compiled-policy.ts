import type { BundlePayload, ValidationContract } from '@accord/contract';
import type { Policy } from './verdict.js';

/**
 * Whole seconds since the epoch.
 *
 * @example
 * ```ts
 * import type { Clock } from '@accord/validator';
 *
 * export const systemClock: Clock = () => Math.floor(Date.now() / 1000);
 * ```
 */
export type Clock = () => number;

/**
 * What {@link compile} needs beside a bundle.
 *
 * @example
 * ```ts
 * import type { CompileOptions } from '@accord/validator';
 *
 * export const options: CompileOptions = {
 *   clock: () => Math.floor(Date.now() / 1000),
 *   maxCachedTokens: 0,
 *   onInternalError: (error) => console.error(error),
 * };
 * ```
 */
export interface CompileOptions {
  readonly clock: Clock;
  /** Told about an exception inside the validator, which the caller only sees as `validator_error`. */
  readonly onInternalError?: (error: unknown) => void;
  /**
   * How many accepted tokens are remembered, so that a repeated one costs no signature check (default 1000, 0 for
   * none). They are held for a minute at most; every time- and request-dependent check runs again.
   */
  readonly maxCachedTokens?: number;
}

/**
 * A bundle that is ready to judge requests: synchronous, immutable, without I/O.
 *
 * @example
 * ```ts
 * import type { CompiledPolicy } from '@accord/validator';
 *
 * export const nameOf = (policy: CompiledPolicy): string =>
 *   `${policy.service}/${policy.environment}, contract ${policy.contractVersion}`;
 * ```
 */
export interface CompiledPolicy extends Policy {
  readonly service: string;
  readonly environment: string;
  /** The change number that the bundle carries out. */
  readonly bundleVersion: number;
  /** Epoch seconds. */
  readonly issuedAt: number;
  readonly contractVersion: number;
  readonly contractHash: string;
  /** null without a shadow contract. */
  readonly shadowVersion: number | null;
  readonly enforcement: ValidationContract['enforcement'];
  /** Whether the contract takes DPoP, beside Bearer or in its place. */
  readonly dpop: ValidationContract['binding']['dpop'];
  /** Seconds since the last fresh answer: past `softSeconds` warn, past `hardSeconds` refuse (null: never). */
  readonly staleness: { readonly softSeconds: number; readonly hardSeconds: number | null };
  readonly hints: BundlePayload['hints'];
}
