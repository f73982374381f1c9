import type { Baseline, ValidationContract } from '@accord/contract';

/** What bounds the life of a token under one contract, in seconds; null: nothing does. */
export interface LifeLimits {
  maxLifetimeSeconds: number | null;
  maxAgeSeconds: number | null;
  clockToleranceSeconds: number;
}

/** Where nothing bounds a token's life: the longest that a contract can write down. */
const UNBOUNDED_SECONDS = 31_536_000;

/** The limits that a contract sets for one issuer's tokens; undefined when it does not name the issuer. */
export function limitsFor(contract: ValidationContract, issuer: string): LifeLimits | undefined {
  const entry = contract.issuers.find((candidate) => candidate.issuer === issuer);
  if (entry === undefined) return undefined;
  const time = entry.overrides.time ?? contract.time;
  return {
    maxLifetimeSeconds: time.max_lifetime_seconds,
    maxAgeSeconds: time.max_age_seconds,
    clockToleranceSeconds: time.clock_tolerance_seconds,
  };
}

/** The limits of any contract that the baseline lets through, for an issuer that no contract names yet. */
export function limitsOfBaseline(baseline: Baseline): LifeLimits {
  return {
    maxLifetimeSeconds: baseline.max_lifetime_seconds,
    maxAgeSeconds: null,
    clockToleranceSeconds: baseline.max_clock_tolerance_seconds,
  };
}

/**
 * The first time (epoch seconds) at which no token that was issued up to `issuedUntil` can be accepted any more, under
 * any of the limits: until then its revocation is needed. The tolerance counts twice: once for an iat that lies ahead
 * of our clock, once behind exp.
 */
export function neededUntil(issuedUntil: number, limits: readonly LifeLimits[]): number {
  return issuedUntil + Math.max(0, ...limits.map(longestLife));
}

function longestLife({ maxLifetimeSeconds, maxAgeSeconds, clockToleranceSeconds }: LifeLimits): number {
  const life = Math.min(maxLifetimeSeconds ?? UNBOUNDED_SECONDS, maxAgeSeconds ?? UNBOUNDED_SECONDS);
  return life + 2 * clockToleranceSeconds;
}
