import { BundleRefused } from '../core/bundle-refused.js';
import type { CompiledPolicy, CompileOptions } from '../core/compiled-policy.js';
import { verifyBundle } from './bundle-verification.js';
import { importTrustKeys, type TrustKey } from './trust-keys.js';

/**
 * What a signed bundle has to be, for {@link openBundle}.
 *
 * @example
 * ```ts
 * import type { OpenBundleOptions, TrustKey } from '@accord/validator';
 *
 * export const optionsWith = (trustKeys: TrustKey[], held: number): OpenBundleOptions => ({
 *   trustKeys,
 *   clock: () => Math.floor(Date.now() / 1000),
 *   service: 'payments',
 *   environment: 'production',
 *   minVersion: held,
 * });
 * ```
 */
export interface OpenBundleOptions extends CompileOptions {
  /** Pinned bundle keys, from `/v1/trust/keys.json`. */
  readonly trustKeys: readonly TrustKey[] | { readonly keys: readonly TrustKey[] };
  /** Left out: any service that a pinned key signed for. */
  readonly service?: string;
  readonly environment?: string;
  /** The `bundleVersion` of the newest policy that was in force: an older bundle is refused. */
  readonly minVersion?: number;
}

/**
 * Opens a signed bundle, the body of `GET /v1/policy`, where nothing can run in the background: in Workers and other
 * functions that live for a request. Whoever calls it asks for newer bundles and counts verdicts by itself; everything
 * else has `createValidator`.
 *
 * @example
 * ```ts
 * import { openBundle, type TrustKey } from '@accord/validator';
 *
 * export async function readPolicy(answer: Response, trustKeys: TrustKey[]) {
 *   return openBundle(await answer.text(), { trustKeys, clock: () => Math.floor(Date.now() / 1000) });
 * }
 * ```
 * @throws BundleRefused with a stable code when the bundle must not be put into force
 * @throws TypeError that names a trust key which is none
 */
export function openBundle(jws: string, options: OpenBundleOptions): CompiledPolicy {
  const { service, environment, minVersion } = options;
  const expected = { service: service ?? null, environment: environment ?? null, floor: minVersion ?? 0 };
  const result = verifyBundle(jws.trim(), importTrustKeys(options.trustKeys), expected, options);
  if (!result.ok) throw new BundleRefused(result.code, result.detail, '');
  return result.policy;
}
