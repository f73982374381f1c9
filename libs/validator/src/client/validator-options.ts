import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { callable } from '../callable.js';
import type { Clock } from '../core/compiled-policy.js';
import type { Random } from './backoff.js';
import { steadyClock, systemClock } from './clocks.js';
import { type ControlPlane, readBaseUrl } from './control-plane.js';
import type { ValidatorEvent, ValidatorLogger } from './events.js';
import type { Fetch } from './http-exchange.js';
import { LONGEST_WAIT_SECONDS } from './poll-request.js';
import { systemTimers, type Timers } from './timers.js';
import { importTrustKeys, type TrustKey, type TrustKeys } from './trust-keys.js';
import type { OnVerdict } from './verdict-recorder.js';

/**
 * What {@link createValidator} needs to know. Durations are seconds.
 *
 * @example
 * ```ts
 * import type { ValidatorOptions } from '@accord/validator';
 *
 * export const options: ValidatorOptions = {
 *   url: 'https://accord.example.com',
 *   credential: process.env['ACCORD_CREDENTIAL'] ?? '',
 *   trustKeys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'bundle-1', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }],
 *   cacheDir: '/var/lib/payments/accord',
 *   service: 'payments',
 *   environment: 'production',
 * };
 * ```
 */
export interface ValidatorOptions {
  /** Base URL of the Accord API. */
  readonly url: string;
  /** The service credential: it names one service in one environment. */
  readonly credential: string;
  /** The control plane's bundle keys, pinned: the JWK Set of `/v1/trust/keys.json`, or its keys. */
  readonly trustKeys: readonly TrustKey[] | { readonly keys: readonly TrustKey[] };
  /** Directory for the last good policy, one per service and environment; made where it is missing. */
  readonly cacheDir: string;
  /** Refuse bundles for another service; else the first answer to this credential decides. */
  readonly service?: string;
  /** Refuse bundles for another environment; else the first answer to this credential decides. */
  readonly environment?: string;
  /** A bundle (compact JWS) shipped with the service, for a first start without the API. */
  readonly bootstrapBundle?: string;
  /** Short-poll interval; else the bundle's hint (30). */
  readonly pollSeconds?: number;
  /** How long the server may hold a poll, 0 to 55; 0 polls short. Else the bundle's hint (30). */
  readonly longPollSeconds?: number;
  /** Seconds between reports, until the API asks for another interval; else the bundle's hint (60). */
  readonly reportSeconds?: number;
  /** Reports kept while the API is away (default 120: two hours at one a minute). */
  readonly maxHeldReports?: number;
  /**
   * How many accepted tokens are remembered for a minute at most, to spare repeated signature checks (default 1000,
   * 0 for none).
   */
  readonly maxCachedTokens?: number;
  /** Told about every verdict, for logs. Called in the request: keep it short. */
  readonly onVerdict?: OnVerdict;
  /** Told about polls, bundles, staleness, cache and reports. */
  readonly onEvent?: (event: ValidatorEvent) => void;
  /** Gets the same events; pino's signature. */
  readonly logger?: ValidatorLogger;
  /** Plain http to another machine: the credential travels in clear. */
  readonly UNSAFE_plainHttp?: boolean;
  /** Whole seconds since the epoch; the system clock where left out. */
  readonly clock?: () => number;
  /** `fetch`, for a proxy or an agent of your own. */
  readonly fetch?: Fetch;
  /** Waiting, for tests. */
  readonly timers?: Timers;
  /** In [0, 1), for tests of jitter. */
  readonly random?: Random;
  /** A UUID that must be new with every start (report sequences begin at 0 with it). */
  readonly instance?: string;
}

/** Options after validation, with what was left out filled in. */
export interface ValidatorSettings {
  readonly controlPlane: ControlPlane;
  /** As the caller gave it: where it fails, verdicts refuse. */
  readonly verdictClock: Clock;
  readonly trustKeys: TrustKeys;
  readonly random: Random;
  readonly maxHeldReports: number;
}

const name = z.string().min(1).optional();

/** What a mistyped or misspelt option would otherwise bring to light in the middle of a request, or never. */
const Options = z.strictObject({
  url: z.string(),
  credential: z.string().min(1, 'is empty; create one in the dashboard under Services'),
  trustKeys: z.union([z.array(z.unknown()), z.object({ keys: z.array(z.unknown()) })], {
    error: ({ input }) =>
      typeof input === 'string'
        ? 'is a string; JSON.parse it'
        : 'pin the JWK Set of /v1/trust/keys.json, or its list of keys',
  }),
  cacheDir: z.string().min(1),
  service: name,
  environment: name,
  bootstrapBundle: name,
  pollSeconds: z.number().min(1).max(3600).optional(),
  longPollSeconds: z.int().min(0).max(LONGEST_WAIT_SECONDS).optional(),
  reportSeconds: z.number().min(1).max(3600).optional(),
  maxHeldReports: z.int().min(1).max(10_000).optional(),
  maxCachedTokens: z.int().min(0).max(1_000_000).optional(),
  onVerdict: callable,
  onEvent: callable,
  logger: z.unknown().optional(),
  UNSAFE_plainHttp: z.boolean().optional(),
  clock: callable,
  fetch: callable,
  timers: z.unknown().optional(),
  random: callable,
  instance: z.uuid().optional(),
});

const DEFAULT_MAX_HELD = 120;

/**
 * Checks options once, at start-up, where a mistake is cheap.
 * @throws TypeError that names the option; never with a credential in it
 */
export function readOptions(options: ValidatorOptions): ValidatorSettings {
  const checked = Options.safeParse(options);
  if (!checked.success) throw new TypeError(`createValidator: ${z.prettifyError(checked.error)}`);
  const clock = options.clock ?? systemClock;
  return {
    controlPlane: {
      url: readBaseUrl(options.url, options.UNSAFE_plainHttp === true),
      credential: options.credential,
      instance: options.instance ?? randomUUID(),
      fetch: options.fetch ?? globalThis.fetch,
      timers: options.timers ?? systemTimers,
      clock: steadyClock(clock),
    },
    verdictClock: clock,
    trustKeys: importTrustKeys(options.trustKeys),
    random: options.random ?? Math.random,
    maxHeldReports: options.maxHeldReports ?? DEFAULT_MAX_HELD,
  };
}
