import type { Verdict } from '../core/verdict.js';
import { BundleCache, errorCode } from './bundle-cache.js';
import { createEmit, type Emit } from './events.js';
import { obstacleOf } from './obstacle.js';
import { PolicyKeeper } from './policy-keeper.js';
import { restorePolicy } from './policy-restore.js';
import { PollLoop } from './poll-loop.js';
import { Readiness } from './readiness.js';
import { ReportAccumulator } from './report-accumulator.js';
import { ReportSender } from './report-sender.js';
import { readOptions, type ValidatorOptions, type ValidatorSettings } from './validator-options.js';
import type { RequestContext, Validator, ValidatorStatus } from './validator.js';
import { countVerdict, type OnVerdict, tellVerdict } from './verdict-recorder.js';

const DEFAULT_REPORT_SECONDS = 60;
const DEFAULT_DEADLINE_SECONDS = 5;

/**
 * Starts a validator that polls its policy, keeps the last good one on disk, judges tokens locally and
 * reports counts. It returns at once, with the policy from the cache in force where there is one; nothing
 * that the control plane answers, or fails to answer, throws into the service.
 *
 * @example
 * ```ts
 * import { createValidator } from '@accord/validator';
 *
 * const validator = createValidator({
 *   url: 'https://accord.example.com',
 *   credential: process.env.ACCORD_CREDENTIAL ?? '',
 *   trustKeys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'bundle-1', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }],
 *   cacheDir: '/var/lib/payments/accord',
 * });
 * await validator.ready({ timeoutSeconds: 30 });
 * const verdict = validator.verifyAuthorization('Bearer …', { method: 'GET', path: '/payments' });
 * if (verdict.ok) console.log(verdict.claims['sub']);
 * else console.log(verdict.reason);
 * await validator.close();
 * ```
 * @throws TypeError when an option is missing or wrong
 */
export function createValidator(options: ValidatorOptions): Validator {
  return new PollingValidator(assemble(options), options.onVerdict);
}

class PollingValidator implements Validator {
  readonly #parts: Parts;
  readonly #onVerdict: OnVerdict | undefined;
  readonly #running: Promise<unknown>;
  #closing: Promise<void> | null = null;
  #requests = 0;

  constructor(parts: Parts, onVerdict: OnVerdict | undefined) {
    this.#parts = parts;
    this.#onVerdict = onVerdict;
    this.#running = Promise.all([parts.polls.run(), parts.sender.run()]);
  }

  get version(): number | null {
    return this.#parts.keeper.active?.policy.bundleVersion ?? null;
  }

  verify(token: string | undefined, request?: RequestContext): Verdict {
    return this.#record(this.#parts.keeper.policyNow().verify(token, request), request);
  }

  verifyAuthorization(header: string | readonly string[] | undefined, request?: RequestContext): Verdict {
    return this.#record(this.#parts.keeper.policyNow().verifyAuthorization(header, request), request);
  }

  ready(options?: { readonly timeoutSeconds?: number }): Promise<void> {
    const { readiness, keeper, polls } = this.#parts;
    return readiness.wait(options?.timeoutSeconds ?? null, () => obstacleOf(keeper.refusal, polls.lastPoll));
  }

  status(): ValidatorStatus {
    const { keeper, polls, sender, settings, accumulator } = this.#parts;
    return {
      instance: settings.controlPlane.instance,
      policy: policyStatus(keeper),
      error: keeper.error,
      lastPoll: polls.lastPoll,
      reports: sender.status,
      requests: this.#requests,
      verdicts: accumulator.totals(),
    };
  }

  close(options?: { readonly deadlineSeconds?: number }): Promise<void> {
    this.#closing ??= this.#shutDown(options?.deadlineSeconds ?? DEFAULT_DEADLINE_SECONDS);
    return this.#closing;
  }

  #record(verdict: Verdict, request: RequestContext | undefined): Verdict {
    const { accumulator, polls, emit } = this.#parts;
    if (!this.#closing) {
      this.#requests += 1;
      countVerdict(accumulator, verdict);
      if (!verdict.ok && verdict.reason === 'key_not_found') polls.hurry();
    }
    if (this.#onVerdict) {
      tellVerdict(this.#onVerdict, emit, verdict, this.version, request?.correlationId ?? null);
    }
    return verdict;
  }

  async #shutDown(deadlineSeconds: number): Promise<void> {
    const { polls, sender, readiness, cache, settings } = this.#parts;
    const done = new AbortController();
    const late = new AbortController();
    const { timers } = settings.controlPlane;
    const deadline = timers.sleep(deadlineSeconds * 1000, done.signal, 'timeout').then(() => {
      if (!done.signal.aborted) late.abort();
    });
    readiness.close();
    polls.stop();
    sender.stop();
    await this.#running;
    await Promise.all([sender.flush(late.signal), polls.leave(late.signal)]);
    // A disk that hangs must not hold up a shutdown: what it does not take in time, the next process gets anew.
    await Promise.race([cache.settled(), deadline]);
    done.abort();
  }
}

/** Everything that a validator is made of. */
interface Parts {
  readonly settings: ValidatorSettings;
  readonly emit: Emit;
  readonly readiness: Readiness;
  readonly cache: BundleCache;
  readonly keeper: PolicyKeeper;
  readonly accumulator: ReportAccumulator;
  readonly sender: ReportSender;
  readonly polls: PollLoop;
}

function assemble(options: ValidatorOptions): Parts {
  const settings = readOptions(options);
  const { controlPlane, trustKeys, random, maxHeldReports: maxHeld } = settings;
  const readiness = new Readiness(controlPlane.timers);
  const tell = createEmit(options.logger, options.onEvent);
  const emit: Emit = (event) => {
    tell(event);
    if (event.type === 'bundle_applied') readiness.open();
  };
  const cache = new BundleCache(options.cacheDir);
  const keeper = createKeeper(options, settings, cache, emit);
  const accumulator = new ReportAccumulator(controlPlane.clock());
  const hints = () => keeper.active?.policy.hints;
  const sender = new ReportSender({
    controlPlane,
    accumulator,
    applied: () => keeper.active?.policy.bundleVersion ?? null,
    intervalSeconds: () => options.reportSeconds ?? hints()?.report_seconds ?? DEFAULT_REPORT_SECONDS,
    maxHeld,
    random,
    emit,
  });
  const polls = new PollLoop({
    controlPlane,
    keeper,
    trustedKids: [...trustKeys.keys()],
    preferences: {
      pollSeconds: options.pollSeconds ?? null,
      longPollSeconds: options.longPollSeconds ?? null,
    },
    random,
    emit,
    onRecovered: () => sender.kick(),
  });
  return { settings, emit, readiness, cache, keeper, accumulator, sender, polls };
}

function createKeeper(
  options: ValidatorOptions,
  { controlPlane, verdictClock, trustKeys }: ValidatorSettings,
  cache: BundleCache,
  emit: Emit,
): PolicyKeeper {
  const expected = { service: options.service ?? null, environment: options.environment ?? null };
  const { maxCachedTokens } = options;
  const { clock, credential } = controlPlane;
  const origins = { trustKeys, credential, clock, verdictClock, expected, cache, emit, maxCachedTokens };
  cache.removeAbandoned().catch((error: unknown) => {
    emit({ type: 'cache_write_failed', code: errorCode(error), directory: cache.directory });
  });
  return new PolicyKeeper(origins, restorePolicy(origins, options.bootstrapBundle));
}

function policyStatus(keeper: PolicyKeeper): ValidatorStatus['policy'] {
  const { active } = keeper;
  const staleness = keeper.staleness();
  const ageSeconds = keeper.ageSeconds();
  if (!active || staleness === null || ageSeconds === null) return null;
  const { service, environment, bundleVersion, contractVersion, enforcement } = active.policy;
  const { source } = active;
  return {
    service,
    environment,
    version: bundleVersion,
    contractVersion,
    enforcement,
    source,
    staleness,
    ageSeconds,
  };
}
