import type { RotationInputs } from '@accord/contract/http';
import { polledCopyAge, type SafeBoundsInput, type VerifierBoundsInput } from '@accord/rotation';

/** How validators poll, as the API tells them to. Seconds. */
export interface PollHints {
  pollSeconds: number;
  longPollSeconds: number;
}

/** A long poll's time-out beyond its wait, and how far woken clients spread: both belong to the longest gap. */
const TIMEOUT_SECONDS = 10;
const SPREAD_SECONDS = 2;
const JITTER_PERCENT = 20;
const TOLERATED_MISSES = 2;

/** A for an instance that polls at this rhythm, in seconds. */
export function copyAgeOf(hints: PollHints, intervalSeconds: number | null): number {
  const pollSeconds = Math.max(hints.pollSeconds, hints.longPollSeconds, intervalSeconds ?? 0);
  return polledCopyAge({
    pollSeconds: pollSeconds + TIMEOUT_SECONDS + SPREAD_SECONDS,
    jitterPercent: JITTER_PERCENT,
    toleratedMisses: TOLERATED_MISSES,
  });
}

/**
 * The input of the safe bounds: what the person declared, plus the fleet. `slowest` is the greatest copy age of a
 * known instance; validators that are not running yet count by the hints that they will get.
 */
export function boundsInput(inputs: RotationInputs, hints: PollHints, slowest: number): SafeBoundsInput {
  return {
    distributionSeconds: inputs.distribution_seconds,
    clockErrorSeconds: inputs.clock_error_seconds,
    signerSwitchSeconds: inputs.signer_switch_seconds,
    maxTokenLifetimeSeconds: inputs.max_token_lifetime_seconds,
    clockToleranceSeconds: inputs.clock_tolerance_seconds,
    verifiers: [
      validators(Math.max(slowest, copyAgeOf(hints, null))),
      ...inputs.plain_verifiers.map((verifier) => ({
        name: verifier.name,
        copyAgeSeconds: verifier.copy_age_seconds,
        refetchesOnMiss: verifier.refetches_on_miss,
        cooldownSeconds: verifier.cooldown_seconds,
        negativeCacheSeconds: verifier.negative_cache_seconds,
      })),
    ],
  };
}

/** A validator asks early for an unknown kid, but that is limited to once in 30 s for all: it is not counted on. */
function validators(copyAgeSeconds: number): VerifierBoundsInput {
  return {
    name: 'Accord validators',
    copyAgeSeconds,
    refetchesOnMiss: false,
    cooldownSeconds: 0,
    negativeCacheSeconds: 0,
  };
}
