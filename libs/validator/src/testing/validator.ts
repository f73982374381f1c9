import { ReportAccumulator } from '../client/report-accumulator.js';
import type { Validator } from '../client/validator.js';
import { countVerdict } from '../client/verdict-recorder.js';
import { compile } from '../core/compile.js';
import type { Clock } from '../core/compiled-policy.js';
import type { Verdict } from '../core/verdict.js';
import { makeTestBundle, type TestBundleOptions } from './bundle.js';

/**
 * What a test's validator is made of: a bundle, and a clock that the test may move.
 *
 * @example
 * ```ts
 * import { makeTestIssuer, makeTestValidator, type TestValidatorOptions } from '@accord/validator/testing';
 *
 * let now = 1_795_440_000;
 * const clock = () => now;
 * const issuer = makeTestIssuer({ clock, claims: { aud: 'https://api.example.com' } });
 * const options: TestValidatorOptions = {
 *   contract: {
 *     schema: 1,
 *     issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
 *     audiences: ['https://api.example.com'],
 *     token_type: { typ: ['at+jwt'] },
 *   },
 *   issuers: [issuer],
 *   clock,
 * };
 * const token = issuer.token({});
 * now += 305;
 * console.log(makeTestValidator(options).verify(token).ok); // false: it has expired
 * ```
 */
export interface TestValidatorOptions extends TestBundleOptions {
  /** Whole epoch seconds; the system's where left out. Give the issuers the same. */
  readonly clock?: Clock;
}

/**
 * Makes a validator that enforces a plain contract: no control plane, no files, no timers. Hand it to the code under
 * test in place of what `createValidator` gives; the verdicts are the real ones.
 *
 * @example
 * ```ts
 * import { makeTestIssuer, makeTestValidator } from '@accord/validator/testing';
 *
 * const issuer = makeTestIssuer({ claims: { aud: 'https://api.example.com' } });
 * const validator = makeTestValidator({
 *   contract: {
 *     schema: 1,
 *     issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
 *     audiences: ['https://api.example.com'],
 *     token_type: { typ: ['at+jwt'] },
 *     authorization: { default: { all_scopes: ['payments:read'] } },
 *   },
 *   issuers: [issuer],
 * });
 * console.log(validator.verify(issuer.token({ scope: 'payments:read' })).ok); // true
 * console.log(validator.verify(issuer.token({ scope: 'payments:write' })).ok); // false
 * ```
 * @throws ZodError when the contract does not follow its schema, BundleRefused when it does not compile
 */
export function makeTestValidator(options: TestValidatorOptions): Validator {
  const clock = options.clock ?? (() => Math.floor(Date.now() / 1000));
  const policy = compile(makeTestBundle(options), { clock });
  const accumulator = new ReportAccumulator(clock());
  let requests = 0;
  const counted = (verdict: Verdict): Verdict => {
    requests += 1;
    countVerdict(accumulator, verdict);
    return verdict;
  };
  const { service, environment, bundleVersion: version, contractVersion, enforcement } = policy;
  const known = { service, environment, version, contractVersion, enforcement };
  return {
    version,
    ready: () => Promise.resolve(),
    verify: (token, request) => counted(policy.verify(token, request)),
    verifyAuthorization: (header, request) => counted(policy.verifyAuthorization(header, request)),
    status: () => ({
      instance: '00000000-0000-4000-8000-000000000000',
      policy: { ...known, source: 'bootstrap', staleness: 'fresh', ageSeconds: 0 },
      error: null,
      lastPoll: null,
      reports: { held: 0, delivered: 0, lastDeliveredAt: null },
      requests,
      verdicts: accumulator.totals(),
    }),
    close: () => Promise.resolve(),
  };
}
