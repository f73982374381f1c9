import { generateKeyPairSync, sign } from 'node:crypto';
import { BUNDLE_TYP } from '@accord/contract';
import type { TrustKey } from '../client/trust-keys.js';
import { signCompact } from './issuer.js';

/**
 * What stands for the control plane's bundle key in a test.
 *
 * @example
 * ```ts
 * import { makeTestBundleKey, type TestBundleKey } from '@accord/validator/testing';
 *
 * const key: TestBundleKey = makeTestBundleKey();
 * console.log(key.trustKey.kid, key.sign({ schema: 2 }));
 * ```
 */
export interface TestBundleKey {
  /** For `trustKeys`. */
  readonly trustKey: TrustKey;
  /** Signs a bundle's payload, as `bootstrapBundle` and `GET /v1/policy` want it; `header` replaces members. */
  sign(payload: unknown, header?: Readonly<Record<string, unknown>>): string;
}

/**
 * Makes a bundle key, for tests of a validator that starts from `bootstrapBundle` or from a control plane of the test's
 * own.
 *
 * @example
 * ```ts
 * import { createValidator } from '@accord/validator';
 * import { makeTestBundle, makeTestBundleKey, makeTestIssuer } from '@accord/validator/testing';
 *
 * const issuer = makeTestIssuer();
 * const key = makeTestBundleKey();
 * const contract = {
 *   schema: 1 as const,
 *   issuers: [{ issuer: issuer.issuer, algorithms: ['ES256' as const] }],
 *   audiences: ['https://api.example.com'],
 *   token_type: { typ: ['at+jwt'] },
 * };
 * const validator = createValidator({
 *   url: 'http://127.0.0.1:4000',
 *   credential: 'none',
 *   trustKeys: [key.trustKey],
 *   cacheDir: '/tmp/test-cache',
 *   bootstrapBundle: key.sign(makeTestBundle({ contract, issuers: [issuer] })),
 * });
 * console.log(validator.version); // 1
 * ```
 */
export function makeTestBundleKey(kid = 'test-bundle-key'): TestBundleKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    trustKey: { kty: 'OKP', crv: 'Ed25519', x, kid },
    sign: (payload, header) =>
      signCompact({ alg: 'EdDSA', kid, typ: BUNDLE_TYP, ...header }, payload, (data) =>
        sign(null, data, privateKey),
      ),
  };
}
