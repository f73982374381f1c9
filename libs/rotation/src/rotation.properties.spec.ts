import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fleetAcknowledgement } from './acknowledgement.js';
import { leadElapsesAt } from './activation-guard.js';
import type { ActivateDecision, RemoveDecision } from './decision.js';
import { freezeBlockers, holdBlockers } from './holds-and-freezes.js';
import { jwksKeys } from './jwks-keys.js';
import { keysIn, type RotationKey } from './rotation-key.js';
import { safeBounds } from './safe-bounds.js';
import { servedMaxAge } from './served-max-age.js';
import { simulate, type SimulatedEvent, type Simulation, type SimulationInput } from './simulate.js';
import { signerSwitches } from './simulated-fleet.js';
import { world } from './simulated-worlds.fixture.js';

/** Checks one property in many worlds. */
function always(check: (simulation: Simulation, input: SimulationInput) => void): void {
  fc.assert(
    fc.property(world, (input) => check(simulate(input), input)),
    { numRuns: 60 },
  );
}

function keyOf(keys: readonly RotationKey[], kid: string): RotationKey {
  const key = keys.find((each) => each.kid === kid);
  if (key === undefined) throw new Error(`no key ${kid}`);
  return key;
}

function activations(simulation: Simulation): (SimulatedEvent & { decision: ActivateDecision })[] {
  return simulation.events.flatMap((event) =>
    event.decision.kind === 'activate' ? [{ ...event, decision: event.decision }] : [],
  );
}

function automatic(simulation: Simulation): (SimulatedEvent & { decision: ActivateDecision })[] {
  return activations(simulation).filter(({ decision }) => decision.path === 'automatic');
}

function removals(simulation: Simulation): (SimulatedEvent & { decision: RemoveDecision })[] {
  return simulation.events.flatMap((event) =>
    event.decision.kind === 'remove' ? [{ ...event, decision: event.decision }] : [],
  );
}

/** The keys at the end of each moment in which something happened. */
function settled(simulation: Simulation): readonly (readonly RotationKey[])[] {
  return simulation.events
    .filter((event, index) => simulation.events[index + 1]?.decision.at !== event.decision.at)
    .map((event) => event.keysAfter);
}

// Each property lets two hours pass in sixty worlds; shared machines need more than the usual five seconds.
describe('rotation, in any world', { timeout: 60_000 }, () => {
  it('1: activates no key before its actual publication plus the lead, on the automatic path', () => {
    always((simulation) => {
      for (const { decision, context } of automatic(simulation)) {
        const publishedAt = keyOf(context.keys, decision.kid).publishedAt ?? Infinity;
        const elapsed = decision.at - publishedAt;
        expect(elapsed).toBeGreaterThanOrEqual(safeBounds(context.bounds).prepublishSeconds);
      }
    });
  });

  it('1: activates no key before every environment holds it, on the automatic path', () => {
    always((simulation) => {
      for (const { decision, context } of automatic(simulation)) {
        const environments = fleetAcknowledgement({
          now: context.now,
          version: keyOf(context.keys, decision.kid).publishedVersion,
          sharePercent: context.settings.acknowledgement.sharePercent,
          verifiers: context.facts.verifiers,
        });
        expect(environments.filter(({ passed }) => !passed)).toEqual([]);
      }
    });
  });

  it('2: keeps the kid of every unexpired token published, unless compromised', () => {
    always((simulation, input) => {
      for (const use of uses(simulation, input)) {
        const key = keyOf(simulation.keys, use.kid);
        if (key.compromisedAt !== null) continue;
        const mints = [...simulation.bounds.map(({ at }) => at - 1), use.until - 1].filter(
          (at) => use.from <= at && at < use.until,
        );
        for (const mint of mints) {
          const { clockToleranceSeconds, clockErrorSeconds } = input.bounds;
          const accepted =
            mint + lifetimeAt(simulation, mint) + clockToleranceSeconds + 2 * clockErrorSeconds;
          expect(key.removedAt ?? Infinity, `${use.kid}, token of ${mint}`).toBeGreaterThanOrEqual(accepted);
        }
      }
    });
  });

  it('3: has one active key from the first on, and never two', () => {
    always((simulation) => {
      for (const { keysAfter } of simulation.events) {
        expect(keysIn(keysAfter, 'active').length).toBeLessThanOrEqual(1);
      }
      for (const keys of settled(simulation)) {
        const begun = keys.some((key) => key.activatedAt !== null);
        if (begun) expect(keysIn(keys, 'active')).toHaveLength(1);
      }
    });
  });

  it('3: leaves an aged standby for emergencies after every automatic hand-over', () => {
    always((simulation) => {
      for (const { context, keysAfter, decision } of automatic(simulation)) {
        const aged = keysIn(keysAfter, 'published').filter(
          (key) => decision.at >= (leadElapsesAt(context, key) ?? Infinity),
        );
        expect(aged).not.toEqual([]);
      }
    });
  });

  it('4: never empties the JWKS, compromise apart', () => {
    always((simulation) => {
      for (const { decision, context, keysAfter } of simulation.events) {
        if (decision.kind === 'compromise' || jwksKeys(context.keys).length === 0) continue;
        expect(jwksKeys(keysAfter)).not.toEqual([]);
      }
    });
  });

  it('5: never changes or forgets the thumbprint of a kid', () => {
    always((simulation) => {
      for (const { context, keysAfter } of simulation.events) {
        for (const { kid, thumbprint } of context.keys)
          expect(keyOf(keysAfter, kid).thumbprint).toBe(thumbprint);
        expect(new Set(keysAfter.map(({ kid }) => kid)).size).toBe(keysAfter.length);
      }
    });
  });

  it('6: removes no held key, and activates or removes nothing by itself in a freeze', () => {
    always((simulation) => {
      for (const { decision, context } of [...automatic(simulation), ...removals(simulation)]) {
        expect(holdBlockers(keyOf(context.keys, decision.kid), context.now)).toEqual([]);
        expect(freezeBlockers(context.settings, context.now)).toEqual([]);
      }
    });
  });

  it('6: promotes in an emergency whatever is frozen, held or paused', () => {
    always((simulation) => {
      for (const [index, { decision, context }] of simulation.events.entries()) {
        if (decision.kind !== 'compromise' || keyOf(context.keys, decision.kid).state !== 'active') continue;
        const sameMoment = simulation.events
          .slice(index)
          .filter((event) => event.decision.at === decision.at);
        expect(sameMoment.some((event) => event.decision.kind === 'activate')).toBe(true);
      }
    });
  });

  it('7: keeps the stored times of live keys through every edit', () => {
    always((simulation) => {
      for (const { decision, context } of automatic(simulation)) {
        const key = keyOf(context.keys, decision.kid);
        const active = keysIn(context.keys, 'active')[0];
        expect(decision.at).toBeGreaterThanOrEqual(key.activateAfter ?? Infinity);
        if (active !== undefined)
          expect(decision.at).toBeGreaterThanOrEqual(active.deactivateAfter ?? Infinity);
      }
      for (const { decision, context } of removals(simulation)) {
        expect(decision.at).toBeGreaterThanOrEqual(keyOf(context.keys, decision.kid).removeAfter ?? Infinity);
      }
      for (const { decision, context, keysAfter } of simulation.events) {
        for (const before of context.keys)
          expectTimesKept(before, keyOf(keysAfter, before.kid), decision.kind);
      }
    });
  });

  it('8: never publishes and activates in one moment by itself, even after an outage', () => {
    always((simulation) => {
      for (const { decision, context } of automatic(simulation)) {
        expect(keyOf(context.keys, decision.kid).publishedAt ?? Infinity).toBeLessThan(decision.at);
      }
    });
  });

  it('10: serves no max-age above any verifier’s copy age or the edge’s share of the distribution', () => {
    fc.assert(
      fc.property(
        world,
        fc.nat({ max: 5000 }),
        fc.nat({ max: 60 }),
        ({ bounds }, wantedSeconds, edgeSeconds) => {
          const maxAge = servedMaxAge({ bounds, wantedSeconds, edgeSeconds });
          for (const { copyAgeSeconds } of bounds.verifiers) {
            expect(maxAge).toBeLessThanOrEqual(copyAgeSeconds ?? Infinity);
          }
          expect(maxAge).toBeLessThanOrEqual(Math.min(edgeSeconds, bounds.distributionSeconds));
          expect(maxAge).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

/** From when to when each signer signs with which key, as it truly does, not as anybody was told. */
function uses(
  simulation: Simulation,
  input: SimulationInput,
): { kid: string; from: number; until: number }[] {
  const past = {
    start: input.start,
    changes: [],
    activations: activations(simulation).map(({ decision }) => ({ at: decision.at, kid: decision.kid })),
  };
  return input.fleet.signers.flatMap((signer) => {
    const switches = signerSwitches(signer, past, input.fleet.downtime);
    return switches.map(({ kid, at }, index) => ({
      kid,
      from: at,
      until: switches[index + 1]?.at ?? input.end,
    }));
  });
}

/** The longest lifetime that a token signed at a time can have. */
function lifetimeAt(simulation: Simulation, at: number): number {
  return simulation.bounds.findLast((each) => each.at <= at)?.bounds.maxTokenLifetimeSeconds ?? 0;
}

/** Only the transition itself, or a rotation asked for, may move a stored time; a token lifetime only grows. */
function expectTimesKept(before: RotationKey, after: RotationKey, kind: string): void {
  if (kind === 'activate' || kind === 'publish' || kind === 'remove') return;
  const deactivateAfter = kind === 'request_rotation' ? after.deactivateAfter : before.deactivateAfter;
  expect(after).toMatchObject({
    activateAfter: before.activateAfter,
    removeAfter: before.removeAfter,
    destroyAfter: before.destroyAfter,
    deactivateAfter,
  });
  expect(after.maxTokenLifetimeSeconds).toBeGreaterThanOrEqual(before.maxTokenLifetimeSeconds);
}
