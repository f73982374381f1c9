import fc from 'fast-check';
import { activateKey } from './commands/activate-key.js';
import { compromiseKey } from './commands/compromise-key.js';
import { holdKey, releaseKey } from './commands/hold-key.js';
import { removeKey } from './commands/remove-key.js';
import { rotateNow } from './commands/rotate-now.js';
import type { RotationContext, RotationPolicy } from './rotation-context.js';
import { keysIn } from './rotation-key.js';
import type { SafeBoundsInput } from './safe-bounds.js';
import type { SimulatedCommand, SimulatedEdit, SimulationInput } from './simulate.js';
import type { SimulatedSigner, SimulatedVerifier } from './simulated-fleet.js';

const END = 8_000;
const seconds = (max: number) => fc.integer({ min: 0, max });
const moment = seconds(END);
const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });

const declared = fc.record({
  copyAgeSeconds: seconds(300),
  refetchesOnMiss: fc.boolean(),
  cooldownSeconds: seconds(60),
  negativeCacheSeconds: seconds(60),
});
/** Clock tolerance and error stay the same in one world: the token checks below are written for one value each. */
const bounds = (clockToleranceSeconds: number, clockErrorSeconds: number): fc.Arbitrary<SafeBoundsInput> =>
  fc.record({
    distributionSeconds: seconds(30),
    clockErrorSeconds: fc.constant(clockErrorSeconds),
    signerSwitchSeconds: seconds(120),
    maxTokenLifetimeSeconds: fc.integer({ min: 30, max: 600 }),
    clockToleranceSeconds: fc.constant(clockToleranceSeconds),
    verifiers: fc
      .array(declared, { maxLength: 3 })
      .map((list) => list.map((each, index) => ({ name: `verifier-${index}`, ...each }))),
  });

const freeze = fc
  .record({ from: moment, length: fc.integer({ min: 1, max: 2000 }) })
  .map(({ from, length }) => ({ from, until: from + length, reason: 'holidays' }));

const settings: fc.Arbitrary<RotationPolicy> = fc.record({
  alg: fc.constant('ES256' as const),
  intervalSeconds: fc.integer({ min: 30, max: 3000 }),
  jitterSeconds: seconds(100),
  prepublishSeconds: orNull(seconds(500)),
  overlapSeconds: orNull(seconds(1500)),
  rollbackWindowSeconds: seconds(600),
  freezes: fc.array(freeze, { maxLength: 1 }),
  acknowledgement: fc.record({ sharePercent: fc.integer({ min: 50, max: 100 }), waitSeconds: seconds(600) }),
  paused: fc.oneof(
    { weight: 19, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

const verifiers: fc.Arbitrary<SimulatedVerifier[]> = fc
  .array(
    fc.record({
      environment: fc.constantFrom('production', 'staging'),
      copyAgeSeconds: fc.integer({ min: 10, max: 300 }),
      appliesAfterSeconds: seconds(400),
      silentFrom: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: moment }),
    }),
    { maxLength: 3 },
  )
  .map((list) => list.map((each, index) => ({ service: 'orders', instance: `validator-${index}`, ...each })));

const signers: fc.Arbitrary<SimulatedSigner[]> = fc
  .array(seconds(400), { maxLength: 3 })
  .map((list) =>
    list.map((switchesAfterSeconds, index) => ({ instance: `signer-${index}`, switchesAfterSeconds })),
  );

const downtimes = fc
  .array(fc.record({ from: moment, length: fc.integer({ min: 1, max: 4000 }) }), { maxLength: 3 })
  .map((list) => list.map(({ from, length }) => ({ from, until: from + length })))
  .map((list) => list.sort((left, right) => left.until - right.until));

const act = { reason: 'because', override: false };
const kidIn = (context: RotationContext, pick: number): string => {
  const keys = [...keysIn(context.keys, 'published'), ...keysIn(context.keys, 'deactivated')];
  return keys[pick % Math.max(1, keys.length)]?.kid ?? 'none';
};
const activeKid = (context: RotationContext): string => keysIn(context.keys, 'active')[0]?.kid ?? 'none';

const person = (pick: number): Record<string, SimulatedCommand['run']> => ({
  rotate: (context) => rotateNow(context, act),
  activate: (context) => activateKey(context, { ...act, kid: kidIn(context, pick) }),
  force: (context) => activateKey(context, { ...act, override: true, kid: kidIn(context, pick) }),
  remove: (context) => removeKey(context, { ...act, kid: kidIn(context, pick) }),
  hold: (context) =>
    holdKey(context, {
      reason: 'audit',
      owner: 'ada',
      expiresAt: context.now + 3000,
      kid: kidIn(context, pick),
    }),
  release: (context) => releaseKey(context, { ...act, kid: kidIn(context, pick) }),
  compromise: (context) => compromiseKey(context, { reason: 'leaked', kid: activeKid(context) }),
  report: (context) => compromiseKey(context, { reason: 'leaked', kid: kidIn(context, pick) }),
});

const commands: fc.Arbitrary<SimulatedCommand[]> = fc
  .array(
    fc.record({
      at: moment,
      pick: fc.nat({ max: 7 }),
      name: fc.constantFrom(
        'rotate',
        'activate',
        'force',
        'remove',
        'hold',
        'release',
        'compromise',
        'report',
      ),
    }),
    { maxLength: 5 },
  )
  .map((list) =>
    list
      .sort((left, right) => left.at - right.at)
      .map(({ at, pick, name }) => ({
        at,
        run: person(pick)[name] ?? (() => ({ ok: true, decisions: [] })),
      })),
  );

const edits = (boundsOf: fc.Arbitrary<SafeBoundsInput>): fc.Arbitrary<SimulatedEdit[]> =>
  fc
    .array(fc.record({ at: moment, settings: orNull(settings), bounds: orNull(boundsOf) }), { maxLength: 3 })
    .map((list) => list.sort((left, right) => left.at - right.at));

/** Random schedules, bounds, fleets, downtimes, edits and people, from an issuer without keys on. */
export const world: fc.Arbitrary<SimulationInput> = fc
  .tuple(seconds(60), seconds(5))
  .chain(([tolerance, error]) => {
    const boundsOf = bounds(tolerance, error);
    return fc.record({
      start: fc.constant(0),
      end: fc.constant(END),
      tickSeconds: fc.integer({ min: 15, max: 90 }),
      settings,
      bounds: boundsOf,
      keys: fc.constant([]),
      version: fc.constant(100),
      fleet: fc.record({
        verifiers,
        signers,
        downtime: downtimes,
        tokenSeconds: fc.constant(600 + tolerance + 2 * error),
      }),
      edits: edits(boundsOf),
      commands,
    });
  });
