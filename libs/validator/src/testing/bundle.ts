import { BundlePayload, ValidationContract, type ValidationContractInput } from '@accord/contract';
import { canonicalContract } from '@accord/policy';
import { sha256 } from '../core/node-crypto.js';
import type { TestIssuer } from './issuer.js';

/**
 * What a test's bundle is made of.
 *
 * @example
 * ```ts
 * import { makeTestIssuer, type TestBundleOptions } from '@accord/validator/testing';
 *
 * const issuer = makeTestIssuer();
 * export const options: TestBundleOptions = {
 *   contract: {
 *     schema: 1,
 *     issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
 *     audiences: ['https://api.example.com'],
 *     token_type: { typ: ['at+jwt'] },
 *   },
 *   issuers: [issuer],
 *   changes: { hints: { poll_seconds: 1, long_poll_seconds: 0, report_seconds: 1 } },
 * };
 * ```
 */
export interface TestBundleOptions {
  /** A contract as it is written in the dashboard; what it leaves out takes the safe default. */
  readonly contract: ValidationContractInput;
  /** The issuers that the contract names; several of one name bring several keys. */
  readonly issuers: readonly Pick<TestIssuer, 'issuer' | 'jwk'>[];
  /** Default `test-service`. */
  readonly service?: string;
  /** Default `test`. */
  readonly environment?: string;
  /** Default 1. */
  readonly version?: number;
  /** Members of the bundle to replace as a whole: revocations, denied kids, hints. */
  readonly changes?: Partial<BundlePayload>;
}

/**
 * Makes the payload of a bundle from a plain contract, for `compile` or for {@link TestBundleKey.sign}.
 *
 * @example
 * ```ts
 * import { compile } from '@accord/validator';
 * import { makeTestBundle, makeTestIssuer } from '@accord/validator/testing';
 *
 * const issuer = makeTestIssuer();
 * const bundle = makeTestBundle({
 *   contract: {
 *     schema: 1,
 *     issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
 *     audiences: ['https://api.example.com'],
 *     token_type: { typ: ['at+jwt'] },
 *   },
 *   issuers: [issuer],
 * });
 * const policy = compile(bundle, { clock: () => Math.floor(Date.now() / 1000) });
 * console.log(policy.verify(issuer.token({ aud: 'https://api.example.com' })).ok);
 * ```
 * @throws ZodError when the contract does not follow its schema
 */
export function makeTestBundle(options: TestBundleOptions): BundlePayload {
  const contract = ValidationContract.parse(options.contract);
  const names = [...new Set(options.issuers.map(({ issuer }) => issuer))];
  return BundlePayload.parse({
    schema: 1,
    service: options.service ?? 'test-service',
    environment: options.environment ?? 'test',
    version: options.version ?? 1,
    issued_at: 0,
    contract: { ...contract, version: 1, hash: `sha256:${sha256(canonicalContract(contract))}` },
    shadow: null,
    issuers: names.map((issuer) => ({
      issuer,
      jwks: { keys: options.issuers.filter((other) => other.issuer === issuer).map(({ jwk }) => jwk) },
      denied_kids: [],
      not_before: null,
    })),
    revocations: { tokens: [], subjects: [], sessions: [], clients: [] },
    hints: { poll_seconds: 30, long_poll_seconds: 30, report_seconds: 60 },
    ...options.changes,
  });
}
