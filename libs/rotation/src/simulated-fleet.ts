import type { AppliedKey, RotationFacts, SignerInstance, VerifierInstance } from './facts.js';

/** An imagined validator. It is there from the start. Durations and times in seconds. */
export interface SimulatedVerifier {
  readonly service: string;
  readonly environment: string;
  readonly instance: string;
  readonly copyAgeSeconds: number;
  /** From a change to enforcing it. */
  readonly appliesAfterSeconds: number;
  /** From then on nothing is heard of it, nor does it apply anything; null: never. */
  readonly silentFrom: number | null;
}

/** An imagined signer. It is there from the start. */
export interface SimulatedSigner {
  readonly instance: string;
  /** From an activation to signing with the new key. */
  readonly switchesAfterSeconds: number;
}

/** A time in which the control plane is down: nothing ticks, nothing is edited, nothing is heard. `until` exclusive. */
export interface Downtime {
  readonly from: number;
  readonly until: number;
}

/** What has happened in a simulation so far, as far as instances can see it. */
export interface SimulatedPast {
  readonly start: number;
  /** Every change, in order. */
  readonly changes: readonly { readonly at: number; readonly version: number }[];
  /** Every activation, in order. */
  readonly activations: readonly { readonly at: number; readonly kid: string }[];
}

export interface SimulatedFleet {
  readonly verifiers: readonly SimulatedVerifier[];
  readonly signers: readonly SimulatedSigner[];
  readonly downtime: readonly Downtime[];
  /** The longest time for which a token is accepted after it was signed. */
  readonly tokenSeconds: number;
}

/** When a signer starts to use each key that was ever activated; a switch that falls into a downtime waits for its end. */
export function signerSwitches(
  signer: SimulatedSigner,
  past: SimulatedPast,
  downtime: readonly Downtime[],
): AppliedKey[] {
  return past.activations.map(({ kid, at: activeSince }, index) => {
    const at = index === 0 ? activeSince : afterDowntime(activeSince + signer.switchesAfterSeconds, downtime);
    return { kid, at, activeSince };
  });
}

/** What the control plane knows of the imagined fleet at `now`. */
export function simulatedFacts(fleet: SimulatedFleet, past: SimulatedPast, now: number): RotationFacts {
  const upSince = Math.max(
    past.start,
    ...fleet.downtime.map(({ until }) => until).filter((until) => until <= now),
  );
  const signers = fleet.signers.map((signer) => signerFacts(signer, fleet, past, now));
  const used = lastUses(signers, fleet.tokenSeconds, now);
  return {
    verifiers: fleet.verifiers.map((verifier) => verifierFacts(verifier, past, used, now)),
    signers,
    contractsRefusingAlg: [],
    apiUpSince: upSince,
  };
}

function signerFacts(
  signer: SimulatedSigner,
  fleet: SimulatedFleet,
  past: SimulatedPast,
  now: number,
): SignerInstance {
  const applied = signerSwitches(signer, past, fleet.downtime).filter(({ at }) => at <= now);
  return { instance: signer.instance, firstSeenAt: past.start, lastSeenAt: now, leaving: false, applied };
}

function verifierFacts(
  verifier: SimulatedVerifier,
  past: SimulatedPast,
  used: Readonly<Record<string, number>>,
  now: number,
): VerifierInstance {
  const { service, environment, instance, copyAgeSeconds } = verifier;
  const lastSeenAt = Math.min(now, verifier.silentFrom ?? now);
  const known = past.changes.filter(({ at }) => at + verifier.appliesAfterSeconds <= lastSeenAt);
  return {
    service,
    environment,
    instance,
    copyAgeSeconds,
    appliedVersion: known.at(-1)?.version ?? null,
    firstSeenAt: past.start,
    lastSeenAt,
    leaving: false,
    reportedUntil: lastSeenAt,
    acceptedUntil: used,
  };
}

/** By kid, the last second in which a token signed with it may have been accepted. */
function lastUses(
  signers: readonly SignerInstance[],
  tokenSeconds: number,
  now: number,
): Readonly<Record<string, number>> {
  const used: Record<string, number> = {};
  for (const { applied } of signers) {
    for (const [index, { kid }] of applied.entries()) {
      const signedUntil = applied[index + 1]?.at ?? now;
      used[kid] = Math.max(used[kid] ?? 0, Math.min(now, signedUntil + tokenSeconds - 1));
    }
  }
  return used;
}

function afterDowntime(at: number, downtime: readonly Downtime[]): number {
  const down = downtime.find(({ from, until }) => from <= at && at < until);
  return down === undefined ? at : afterDowntime(down.until, downtime);
}
