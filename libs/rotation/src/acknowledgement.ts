import type { FleetNotAcknowledged, NoLiveInstance } from './blocker.js';
import type { InstanceRef, RotationFacts, VerifierInstance } from './facts.js';

/** How long a silent instance is waited for before it counts as gone. */
const DAY = 86_400;

/** One environment's share of the fleet that holds a version. Counts are of live instances. */
export interface EnvironmentAcknowledgement {
  readonly environment: string;
  readonly live: number;
  readonly acknowledged: number;
  readonly needed: number;
  /** Live, but below the version. */
  readonly missing: readonly InstanceRef[];
  /** Silent for longer than their copy age, seen in the last 24 hours, and below the version. */
  readonly silentMissing: readonly InstanceRef[];
  /** All that are silent, whatever they hold. */
  readonly silent: readonly InstanceRef[];
  readonly passed: boolean;
}

/**
 * Who of the fleet enforces a bundle at or above `version`, by environment. A null version is held by nobody.
 * Instances that left, or that were silent for more than 24 hours, do not count.
 */
export function fleetAcknowledgement(input: {
  readonly now: number;
  readonly version: number | null;
  readonly sharePercent: number;
  readonly verifiers: readonly VerifierInstance[];
}): EnvironmentAcknowledgement[] {
  const counted = input.verifiers.filter((verifier) => isCounted(verifier, input.now));
  const environments = [...new Set(counted.map((verifier) => verifier.environment))].sort();
  return environments.map((environment) => {
    const here = counted.filter((verifier) => verifier.environment === environment);
    return acknowledgementOf(environment, here, input);
  });
}

/** Whether an instance runs as far as anybody can know: not leaving, and heard from within its copy age. */
export function isLive(verifier: VerifierInstance, now: number): boolean {
  return !verifier.leaving && now - verifier.lastSeenAt <= verifier.copyAgeSeconds;
}

/** When the acknowledgements can be trusted again after an outage of the API: one copy age after its return. */
export function gateOpensAt(facts: RotationFacts, now: number): number {
  const ages = facts.verifiers
    .filter((verifier) => isCounted(verifier, now))
    .map((each) => each.copyAgeSeconds);
  return facts.apiUpSince + Math.max(0, ...ages);
}

/** What keeps an activation waiting for the fleet: one blocker for each environment that has not passed. */
export function fleetBlockers(input: {
  readonly now: number;
  readonly version: number | null;
  readonly sharePercent: number;
  readonly verifiers: readonly VerifierInstance[];
  readonly waitUntil: number;
}): (FleetNotAcknowledged | NoLiveInstance)[] {
  const asked = { waitUntil: input.waitUntil, personMustDecide: input.now >= input.waitUntil };
  return fleetAcknowledgement(input)
    .filter((environment) => !environment.passed)
    .map(({ passed: _, silentMissing, silent, ...counts }) =>
      counts.live === 0
        ? { code: 'no_live_instance', environment: counts.environment, silent, ...asked }
        : { code: 'fleet_not_acknowledged', ...counts, silent: silentMissing, ...asked },
    );
}

function isCounted(verifier: VerifierInstance, now: number): boolean {
  return !verifier.leaving && now - verifier.lastSeenAt <= Math.max(DAY, verifier.copyAgeSeconds);
}

function acknowledgementOf(
  environment: string,
  here: readonly VerifierInstance[],
  input: { readonly now: number; readonly version: number | null; readonly sharePercent: number },
): EnvironmentAcknowledgement {
  const live = here.filter((verifier) => isLive(verifier, input.now));
  const silent = here.filter((verifier) => !isLive(verifier, input.now));
  const lacks = (verifier: VerifierInstance) =>
    input.version === null || verifier.appliedVersion === null || verifier.appliedVersion < input.version;
  const missing = live.filter(lacks);
  const silentMissing = silent.filter(lacks);
  const acknowledged = live.length - missing.length;
  const needed = Math.ceil((live.length * input.sharePercent) / 100);
  return {
    environment,
    live: live.length,
    acknowledged,
    needed,
    missing: missing.map(toRef),
    silentMissing: silentMissing.map(toRef),
    silent: silent.map(toRef),
    passed: live.length > 0 && acknowledged >= needed && silentMissing.length === 0,
  };
}

/** Only the identity of an instance, for lists that people read. */
export function toRef({ service, environment, instance }: InstanceRef): InstanceRef {
  return { service, environment, instance };
}
