import type { BundleRefusedCode } from '../core/bundle-refused.js';
import { refusingPolicy } from '../core/refusing-policy.js';
import type { Policy } from '../core/verdict.js';
import { errorCode } from './bundle-cache.js';
import { cacheOwner } from './cache-owner.js';
import { type BundleResult, type ExpectedBundle, verifyBundle } from './bundle-verification.js';
import {
  type FreshnessRefusal,
  type FreshnessResult,
  isRecent,
  readFreshness,
  type Staleness,
  staleness,
} from './freshness.js';
import {
  type ActivePolicy,
  compileOptions,
  isForeign,
  type PolicyOrigins,
  type RestoredState,
  subjectOf,
} from './policy-restore.js';

/**
 * What the control plane is told as `Accord-Error`. Stable.
 *
 * @example
 * ```ts
 * import type { ClientErrorCode } from '@accord/validator';
 *
 * export const isClock = (code: ClientErrorCode): boolean =>
 *   code === 'freshness_too_old' || code === 'freshness_in_future';
 * ```
 */
export type ClientErrorCode = BundleRefusedCode | FreshnessRefusal | 'bundle_too_large' | 'not_a_bundle';

/** A bundle that verified. */
type VerifiedBundle = Extract<BundleResult, { ok: true }>;

const PERSIST_FRESHNESS_SECONDS = 60;
const MISSING = refusingPolicy('contract_missing', null);

const CONTACT_DETAILS: Record<FreshnessRefusal, string> = {
  freshness_missing: 'The answer has no Accord-Fresh header; the first contact needs one. Check the relay.',
  freshness_invalid: 'Accord-Fresh is not signed by a pinned bundle key.',
  freshness_mismatch: 'Accord-Fresh is about another bundle than the one that came with it.',
  freshness_in_future: 'Accord-Fresh is from the future; compare the clocks.',
  freshness_too_old: 'Accord-Fresh is too old for a first contact; compare the clocks, look for a cache.',
};

/** Why a bundle was refused; `detail` is a sentence. */
export interface Refusal {
  readonly code: ClientErrorCode;
  readonly detail: string;
}

/**
 * Holds the policy in force and decides what may replace it. A refused bundle changes nothing but the error
 * that is reported; a swap is one assignment, so a request sees the old policy or the new one.
 */
export class PolicyKeeper {
  readonly #origins: PolicyOrigins;
  #expected: ExpectedBundle;
  #isProven: boolean;
  #isMarked = false;
  #active: ActivePolicy | null = null;
  #stale: Policy = MISSING;
  #asOf: number | null;
  #freshnessStoredAt = 0;
  #level: Staleness = 'fresh';
  #refusal: Refusal | null = null;

  /** @param restored what `restorePolicy` found */
  constructor(origins: PolicyOrigins, restored: RestoredState) {
    this.#origins = origins;
    this.#expected = restored.expected;
    this.#isProven = restored.isProven;
    this.#asOf = restored.asOf;
    if (restored.active) this.#putIntoForce(restored.active);
  }

  get active(): ActivePolicy | null {
    return this.#active;
  }

  /** What to acknowledge: nothing that may be of another service, whose versions the control plane takes for ahead of it. */
  get acknowledged(): number | null {
    return this.#isProven ? (this.#active?.policy.bundleVersion ?? null) : null;
  }

  /** Why the last bundle was refused; null once the control plane and the client agree again. */
  get error(): ClientErrorCode | null {
    return this.#refusal?.code ?? null;
  }

  /** The same with what is wrong, for people. */
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  /** Seconds since the policy in force was last known to be current; null without one. */
  ageSeconds(): number | null {
    if (!this.#active) return null;
    return Math.max(0, this.#origins.clock() - this.#knownAsOf(this.#active));
  }

  /** How stale the policy in force is; null without one. */
  staleness(): Staleness | null {
    if (!this.#active) return null;
    const { policy } = this.#active;
    return staleness(this.#knownAsOf(this.#active), this.#origins.clock(), policy.staleness);
  }

  /** The policy to judge a request with now; past the hard limit one that refuses with `contract_stale`. */
  policyNow(): Policy {
    const active = this.#active;
    if (!active) return MISSING;
    const { hardSeconds } = active.policy.staleness;
    if (hardSeconds === null) return active.policy;
    return this.#origins.clock() - this.#knownAsOf(active) > hardSeconds ? this.#stale : active.policy;
  }

  /** Judges the body of a 200. `etag` and `freshness` are the answer's headers. */
  offer(bundle: string, etag: string | null, freshness: string | null): 'applied' | 'repeated' | 'refused' {
    const active = this.#active;
    // A bootstrap bundle that the control plane has as well is not on disk yet.
    if (active?.stored.bundle === bundle && active.source !== 'bootstrap') {
      // A relay may have taken the ETag away or made another one; the bytes are those of the known one.
      this.#active = { ...active, etag: active.etag ?? etag };
      this.confirm(freshness);
      return 'repeated';
    }
    const result = this.#verify(bundle);
    if (!result.ok) return this.refuse(result.code, result.detail);
    const fresh = this.#readFreshness(freshness, result, etag);
    const overrules = isForeign(result.policy, this.#expected);
    const obstacle = overrules || this.#asOf === null ? this.#firstContactObstacle(fresh, result) : null;
    if (obstacle) return this.refuse(obstacle, CONTACT_DETAILS[obstacle]);
    if (overrules) this.#forgetCache();
    this.#swap(bundle, etag, result, fresh);
    return 'applied';
  }

  /** Judges a 304: what is in force is what the control plane wants; its freshness counts only if signed. */
  confirm(freshness: string | null): void {
    const active = this.#active;
    if (!active) return;
    this.#refusal = null;
    const fresh = this.#readFreshness(freshness, active, active.etag);
    this.#refresh(fresh);
    this.#prove(fresh, active);
    const sinceStored = this.#origins.clock() - this.#freshnessStoredAt;
    if (fresh.ok && sinceStored >= PERSIST_FRESHNESS_SECONDS) this.#persistFreshness(fresh.jws);
  }

  /** Notes that what the control plane has cannot be enforced here. The policy in force stays. */
  refuse(code: ClientErrorCode, detail: string): 'refused' {
    this.#refusal = { code, detail };
    this.#origins.emit({ type: 'bundle_refused', code, detail, source: 'network' });
    return 'refused';
  }

  /** Tells once about each change of staleness. */
  watchStaleness(): void {
    const level = this.staleness();
    const ageSeconds = this.ageSeconds();
    if (level === null || ageSeconds === null || level === this.#level) return;
    this.#level = level;
    this.#origins.emit(
      level === 'fresh' ? { type: 'policy_fresh', ageSeconds } : { type: 'policy_stale', level, ageSeconds },
    );
  }

  #verify(bundle: string): BundleResult {
    const { trustKeys, expected } = this.#origins;
    const options = compileOptions(this.#origins);
    const result = verifyBundle(bundle, trustKeys, this.#expected, options);
    if (result.ok || this.#isProven) return result;
    const differs = result.code === 'service_mismatch' || result.code === 'environment_mismatch';
    return differs ? verifyBundle(bundle, trustKeys, { ...expected, floor: 0 }, options) : result;
  }

  #forgetCache(): void {
    const { service, environment } = this.#expected;
    this.#origins.emit({ type: 'cache_overruled', service, environment });
    this.#active = null;
    this.#asOf = null;
  }

  /** The answer to this credential, where it is proven current, says what the service is. */
  #prove(fresh: FreshnessResult, active: Pick<ActivePolicy, 'policy' | 'clockToleranceSeconds'>): void {
    if (this.#isMarked || this.#firstContactObstacle(fresh, active)) return;
    const { cache, credential } = this.#origins;
    this.#isProven = true;
    this.#isMarked = true;
    this.#persist(cache.storeOwner(cacheOwner(credential, active.policy.service, active.policy.environment)));
  }

  #swap(bundle: string, etag: string | null, verified: VerifiedBundle, fresh: FreshnessResult): void {
    const { policy, clockToleranceSeconds } = verified;
    const stored = { bundle, freshness: fresh.ok ? fresh.jws : null };
    // With nothing to keep, what lies there as the one before may be another service's.
    const replaced = this.#active?.stored ?? stored;
    this.#refresh(fresh);
    const { service, environment, bundleVersion: floor } = policy;
    this.#expected = { service, environment, floor };
    this.#refusal = null;
    this.#putIntoForce({ policy, clockToleranceSeconds, stored, etag, source: 'network' });
    this.#persist(this.#origins.cache.storeBundle(stored, replaced));
    // Beside the bundle as well: the version floor outlives a damaged bundle file.
    if (fresh.ok) this.#persistFreshness(fresh.jws);
    this.#prove(fresh, verified);
  }

  #putIntoForce(active: ActivePolicy): void {
    const { policy, source } = active;
    this.#stale = refusingPolicy('contract_stale', policy);
    this.#active = active;
    this.#origins.emit({ type: 'bundle_applied', version: policy.bundleVersion, source });
  }

  #firstContactObstacle(
    fresh: FreshnessResult,
    { clockToleranceSeconds }: Pick<ActivePolicy, 'clockToleranceSeconds'>,
  ): FreshnessRefusal | null {
    if (!fresh.ok) return fresh.code;
    const recent = isRecent(fresh.freshness, this.#origins.clock(), clockToleranceSeconds);
    return recent ? null : 'freshness_too_old';
  }

  #readFreshness(
    header: string | null,
    { policy, clockToleranceSeconds }: Pick<ActivePolicy, 'policy' | 'clockToleranceSeconds'>,
    etag: string | null,
  ): FreshnessResult {
    const { trustKeys, clock } = this.#origins;
    return readFreshness(header, { ...subjectOf(policy), etag }, trustKeys, clock(), clockToleranceSeconds);
  }

  /** Staleness counts from the newest statement; an older one, replayed, changes nothing. */
  #refresh(fresh: FreshnessResult): void {
    if (fresh.ok) this.#asOf = Math.max(this.#asOf ?? 0, fresh.freshness.as_of);
    else this.#origins.emit({ type: 'freshness_ignored', code: fresh.code });
  }

  /** Without any statement (a bootstrap bundle, a damaged cache) the bundle is as old as its content. */
  #knownAsOf({ policy }: ActivePolicy): number {
    return this.#asOf ?? policy.issuedAt;
  }

  #persistFreshness(jws: string): void {
    this.#freshnessStoredAt = this.#origins.clock();
    this.#persist(this.#origins.cache.storeFreshness(jws));
  }

  #persist(write: Promise<void>): void {
    void write.catch((error: unknown) => {
      const { emit, cache } = this.#origins;
      emit({ type: 'cache_write_failed', code: errorCode(error), directory: cache.directory });
    });
  }
}
