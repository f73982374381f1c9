import { Freshness, FRESHNESS_TYP } from '@accord/contract';
import { cacheOwner } from './cache-owner.js';
import { type BundleCache, type BundleFile, errorCode, type StoredBundle } from './bundle-cache.js';
import { type BundleResult, type ExpectedBundle, verifyBundle } from './bundle-verification.js';
import type { Clock, CompiledPolicy, CompileOptions } from '../core/compiled-policy.js';
import type { Emit, PolicySource } from './events.js';
import { entityTagValue, FRESHNESS_RECENT_SECONDS, readFreshness } from './freshness.js';
import { verifyStatement } from './signed-statement.js';
import type { TrustKeys } from './trust-keys.js';

/** A policy in force, and how it can be proven again. */
export interface ActivePolicy {
  readonly policy: CompiledPolicy;
  readonly clockToleranceSeconds: number;
  readonly stored: StoredBundle;
  /** The ETag to poll with; null where it is not known (bootstrap bundle). */
  readonly etag: string | null;
  readonly source: PolicySource;
}

/** What a new process knows before its first poll. */
export interface RestoredState {
  readonly active: ActivePolicy | null;
  /** Epoch seconds of the last signed freshness about `active`; null where none is known. */
  readonly asOf: number | null;
  readonly expected: ExpectedBundle;
  /** Whether more than the cache says what the service is: the caller, or an earlier answer to this credential. */
  readonly isProven: boolean;
}

type BundleRefusal = Extract<BundleResult, { ok: false }>;
type CachedState = Omit<RestoredState, 'isProven'>;
type RestoredBundle = CachedState & { readonly active: ActivePolicy };

const SOURCES: Record<BundleFile, PolicySource> = {
  'bundle.jws': 'cache',
  'bundle.previous.jws': 'cache_previous',
};

export interface PolicyOrigins {
  readonly trustKeys: TrustKeys;
  readonly credential: string;
  /** Whole seconds; never throws. */
  readonly clock: Clock;
  /** As the caller gave it: where it fails, verdicts refuse. */
  readonly verdictClock: Clock;
  /** What the caller says that bundles must be for; null where it leaves that open. */
  readonly expected: Pick<ExpectedBundle, 'service' | 'environment'>;
  readonly cache: BundleCache;
  readonly emit: Emit;
  /** See CompileOptions; undefined for its default. */
  readonly maxCachedTokens: number | undefined;
}

/**
 * Brings back the last good policy from disk, or a bundle that was shipped with the service when that is
 * newer. Everything is verified again; a damaged or outdated file is a warning. The version floor is the highest
 * version that any file read speaks of, so losing the newest bundle does not lower it.
 */
export function restorePolicy(origins: PolicyOrigins, bootstrapBundle: string | undefined): RestoredState {
  const statement = readStatement(origins);
  const cached = restoreCached(statement, origins);
  const known = statement ? applyStatement(statement, cached, origins) : cached;
  const state = { ...known, isProven: isProven(known.expected, origins) };
  if (bootstrapBundle === undefined) return state;
  return restoreBootstrap(bootstrapBundle.trim(), state, origins);
}

/**
 * The newest bundle on disk. Where that is lost, because it is not readable or is an old one that the statement
 * outdates, an event says so, and the newer of what is left is in force: an outage must not stop the service.
 */
function restoreCached(statement: Freshness | null, origins: PolicyOrigins): CachedState {
  const nothing: CachedState = { active: null, asOf: null, expected: { ...origins.expected, floor: 0 } };
  const newest = restoreFile('bundle.jws', statement !== null, nothing.expected, origins);
  if (newest && !isOutdated(newest.active, statement)) return newest;
  if (newest) origins.emit({ type: 'cache_unreadable', file: 'bundle.jws', code: 'version_rollback' });
  const previous = restoreFile('bundle.previous.jws', false, (newest ?? nothing).expected, origins);
  if (previous) return previous;
  return newest ? { ...newest, active: { ...newest.active, source: 'cache_previous' } } : nothing;
}

function isOutdated({ policy }: ActivePolicy, statement: Freshness | null): boolean {
  if (statement?.service !== policy.service || statement.environment !== policy.environment) return false;
  return policy.bundleVersion < statement.version;
}

/** @param isDue whether the absence of the file is worth a warning */
function restoreFile(
  file: BundleFile,
  isDue: boolean,
  expected: ExpectedBundle,
  origins: PolicyOrigins,
): RestoredBundle | null {
  const unreadable = (code: string) => {
    origins.emit({ type: 'cache_unreadable', file, code });
    return null;
  };
  try {
    const stored = origins.cache.readBundle(file);
    if (!stored) return isDue ? unreadable('ENOENT') : null;
    const result = stateOf(stored, SOURCES[file], expected, origins);
    return 'code' in result ? unreadable(result.code) : result;
  } catch (error) {
    return unreadable(errorCode(error));
  }
}

/** The state that a stored bundle gives, or its refusal. */
function stateOf(
  stored: StoredBundle,
  source: PolicySource,
  expected: ExpectedBundle,
  origins: PolicyOrigins,
): RestoredBundle | BundleRefusal {
  const { trustKeys, clock } = origins;
  const result = verifyBundle(stored.bundle, trustKeys, expected, compileOptions(origins));
  if (!result.ok) return result;
  const { policy, clockToleranceSeconds } = result;
  const subject = { ...subjectOf(policy), etag: null };
  const fresh = readFreshness(stored.freshness, subject, trustKeys, clock(), clockToleranceSeconds);
  const etag = fresh.ok ? quoted(fresh.freshness.etag) : null;
  return {
    active: { policy, clockToleranceSeconds, stored, etag, source },
    asOf: fresh.ok ? fresh.freshness.as_of : null,
    expected: {
      service: policy.service,
      environment: policy.environment,
      floor: Math.max(expected.floor, policy.bundleVersion),
    },
  };
}

/** Takes the latest freshness statement into account: for the floor, and for the age of what it is about. */
function applyStatement(statement: Freshness, state: CachedState, origins: PolicyOrigins): CachedState {
  const { expected, active } = state;
  const { service, environment, version } = statement;
  if (isForeign(statement, expected)) {
    origins.emit({ type: 'cache_unreadable', file: 'freshness.jws', code: 'freshness_mismatch' });
    return state;
  }
  const floor = Math.max(expected.floor, version);
  const next = { ...state, expected: { service, environment, floor } };
  if (!active || !isAbout(statement, active, origins.clock())) return next;
  const asOf = Math.max(state.asOf ?? 0, statement.as_of);
  return { ...next, active: { ...active, etag: active.etag ?? quoted(statement.etag) }, asOf };
}

function isProven({ service, environment }: ExpectedBundle, origins: PolicyOrigins): boolean {
  const { expected, cache, credential, emit } = origins;
  if (expected.service !== null && expected.environment !== null) return true;
  if (service === null || environment === null) return false;
  try {
    const owner = cache.readOwner();
    if (owner === cacheOwner(credential, service, environment)) return true;
    if (owner !== null) emit({ type: 'cache_unproven', service, environment });
  } catch (error) {
    emit({ type: 'cache_unreadable', file: 'owner', code: errorCode(error) });
  }
  return false;
}

function readStatement({ cache, trustKeys, emit }: PolicyOrigins): Freshness | null {
  const unreadable = (code: string) => {
    emit({ type: 'cache_unreadable', file: 'freshness.jws', code });
    return null;
  };
  try {
    const jws = cache.readFreshness();
    if (jws === null) return null;
    const result = verifyStatement(jws, FRESHNESS_TYP, trustKeys);
    const parsed = result.ok ? Freshness.safeParse(result.payload) : null;
    return parsed?.success ? parsed.data : unreadable('freshness_invalid');
  } catch (error) {
    return unreadable(errorCode(error));
  }
}

function isAbout(statement: Freshness, { policy, etag }: ActivePolicy, now: number): boolean {
  if (etag !== null && entityTagValue(statement.etag) !== entityTagValue(etag)) return false;
  return statement.version === policy.bundleVersion && statement.as_of <= now + FRESHNESS_RECENT_SECONDS;
}

function restoreBootstrap(bundle: string, state: RestoredState, origins: PolicyOrigins): RestoredState {
  const stored = { bundle, freshness: null };
  const named = state.isProven ? state.expected : origins.expected;
  const result = stateOf(stored, 'bootstrap', { ...named, floor: 0 }, origins);
  if ('code' in result) {
    const { code, detail } = result;
    origins.emit({ type: 'bundle_refused', code, detail, source: 'bootstrap' });
    return state;
  }
  // The caller ships this bundle, so what the service is no longer rests on the cache.
  const shipped = { ...result, isProven: true };
  if (isForeign(result.active.policy, state.expected)) return shipped;
  // What was seen from the control plane since is newer; an outdated bootstrap bundle is no mistake.
  const outdated = result.expected.floor < state.expected.floor;
  const present = result.expected.floor === state.active?.policy.bundleVersion;
  return outdated || present ? { ...state, isProven: true } : shipped;
}

/** Whether something is about another service or environment than the expected one. */
export function isForeign(
  subject: { readonly service: string; readonly environment: string },
  { service, environment }: ExpectedBundle,
): boolean {
  return (
    (service !== null && subject.service !== service) ||
    (environment !== null && subject.environment !== environment)
  );
}

/** Options for `compile` that lead its inner exceptions to the events. */
export function compileOptions({
  verdictClock,
  emit,
  maxCachedTokens,
}: Pick<PolicyOrigins, 'verdictClock' | 'emit' | 'maxCachedTokens'>): CompileOptions {
  return {
    clock: verdictClock,
    ...(maxCachedTokens === undefined ? {} : { maxCachedTokens }),
    onInternalError: (error: unknown) => emit({ type: 'internal_error', where: 'verify', error }),
  };
}

/** What a freshness statement has to be about, but for the ETag. */
export function subjectOf(policy: CompiledPolicy) {
  return { service: policy.service, environment: policy.environment, version: policy.bundleVersion };
}

/** An entity tag as `If-None-Match` needs it. */
function quoted(etag: string): string {
  return /^(W\/)?"/.test(etag) ? etag : `"${etag}"`;
}
