import type { BoundsInput, SafeBounds, VerifierBounds } from '@accord/contract';
import type { Camel } from './camel.js';

export type SafeBoundsInput = Camel<BoundsInput>;
export type SafeBoundsResult = Camel<SafeBounds>;
export type VerifierBoundsInput = Camel<VerifierBounds>;

interface Longest {
  readonly seconds: number;
  readonly name: string | null;
}

/**
 * The minima below which a rotation breaks tokens, in seconds:
 * prepublish lead `D + max(refetches on miss ? max(C, N) : A) + 2ε`, overlap `G + T + λ + 2ε`, exposure `D + max A`.
 * `setBy` names the verifier that decides (null without verifiers; the first of equals). `exposureSeconds` is null,
 * unbounded, as soon as one verifier never expires its copy.
 * @throws RangeError when a duration is not a whole number of seconds from 0, or when a verifier neither refetches on a
 * miss nor ever expires its copy: it can never learn a new key, so no lead is long enough.
 */
export function safeBounds(input: SafeBoundsInput): SafeBoundsResult {
  assertDurations(input);
  const learning = longest(input.verifiers, learningSeconds);
  const ageing = longest(input.verifiers, (verifier) => verifier.copyAgeSeconds ?? Infinity);
  const skew = 2 * input.clockErrorSeconds;
  return {
    prepublishSeconds: input.distributionSeconds + learning.seconds + skew,
    overlapSeconds:
      input.signerSwitchSeconds + input.maxTokenLifetimeSeconds + input.clockToleranceSeconds + skew,
    exposureSeconds: ageing.seconds === Infinity ? null : input.distributionSeconds + ageing.seconds,
    setBy: { prepublish: learning.name, exposure: ageing.name },
  };
}

function learningSeconds(verifier: VerifierBoundsInput): number {
  if (verifier.refetchesOnMiss) return Math.max(verifier.cooldownSeconds, verifier.negativeCacheSeconds);
  if (verifier.copyAgeSeconds !== null) return verifier.copyAgeSeconds;
  throw new RangeError(
    `${verifier.name}: neither refetches on a miss nor expires its copy, so it can never learn a new key`,
  );
}

function longest(
  verifiers: readonly VerifierBoundsInput[],
  secondsOf: (verifier: VerifierBoundsInput) => number,
): Longest {
  let found: Longest = { seconds: 0, name: null };
  for (const verifier of verifiers) {
    const seconds = secondsOf(verifier);
    if (found.name === null || seconds > found.seconds) found = { seconds, name: verifier.name };
  }
  return found;
}

function assertDurations(input: SafeBoundsInput): void {
  assertSeconds('distributionSeconds', input.distributionSeconds);
  assertSeconds('clockErrorSeconds', input.clockErrorSeconds);
  assertSeconds('signerSwitchSeconds', input.signerSwitchSeconds);
  assertSeconds('maxTokenLifetimeSeconds', input.maxTokenLifetimeSeconds);
  assertSeconds('clockToleranceSeconds', input.clockToleranceSeconds);
  for (const verifier of input.verifiers) {
    assertSeconds('copyAgeSeconds', verifier.copyAgeSeconds ?? 0, verifier);
    assertSeconds('cooldownSeconds', verifier.cooldownSeconds, verifier);
    assertSeconds('negativeCacheSeconds', verifier.negativeCacheSeconds, verifier);
  }
}

function assertSeconds(member: string, value: number, verifier?: VerifierBoundsInput): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  const whose = verifier === undefined ? '' : `${verifier.name}: `;
  throw new RangeError(`${whose}${member} must be a whole number of seconds from 0, not ${value}`);
}
