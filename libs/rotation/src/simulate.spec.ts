import { describe, expect, it } from 'vitest';
import { bounds, contextAt } from './rotation-context.fixture.js';
import { simulate, type SimulationInput } from './simulate.js';

const quiet: SimulationInput = {
  start: 0,
  end: 15_000,
  tickSeconds: 1,
  settings: contextAt(0, []).settings,
  bounds,
  keys: [],
  version: 1,
  fleet: {
    verifiers: [
      {
        service: 'orders',
        environment: 'production',
        instance: '1',
        copyAgeSeconds: 100,
        appliesAfterSeconds: 40,
        silentFrom: null,
      },
    ],
    signers: [{ instance: 'as-1', switchesAfterSeconds: 30 }],
    downtime: [],
    tokenSeconds: 632,
  },
  edits: [],
  commands: [],
};
const story = (input: SimulationInput): string[] =>
  simulate(input).events.map(({ decision }) =>
    `${decision.at} ${decision.kind} ${'kid' in decision ? decision.kid : ''}`.trim(),
  );

// A tick for each second of hours takes a while on a shared machine.
describe('simulate', { timeout: 30_000 }, () => {
  it('tells an undisturbed schedule to the second', () => {
    expect(story({ ...quiet, end: 5900 })).toEqual([
      '0 create',
      '0 publish key-2',
      '0 activate key-2',
      '0 create',
      '0 publish key-5',
      '3493 create',
      '3493 publish key-7',
      '3600 activate key-5',
      '4293 remove key-2',
      '5293 destroy key-2',
    ]);
  });

  it('catches up after an outage in the order of the guards: publish, wait for the lead, activate', () => {
    const outage = {
      ...quiet,
      end: 9200,
      fleet: { ...quiet.fleet, downtime: [{ from: 3000, until: 9000 }] },
    };
    expect(story(outage).slice(5, 8)).toEqual(['9000 create', '9000 publish key-7', '9107 activate key-5']);
  });

  it('keeps a key for the longest tokens ever issued under it, though the lifetime was lowered again', () => {
    const edited = {
      ...quiet,
      end: 6000,
      tickSeconds: 10,
      edits: [
        { at: 3580, settings: null, bounds: { ...bounds, maxTokenLifetimeSeconds: 1200 } },
        { at: 3590, settings: null, bounds },
      ],
    };
    // The hand-over is at 3610; 60 s later nobody signs with the old key; 1200 + 30 + 2 s later its last token ends.
    expect(story(edited)).toContain('4910 remove key-2');
  });

  it('goes on from given keys', () => {
    const first = simulate({ ...quiet, end: 2000 });
    const later = { ...quiet, start: 2000, end: 4400, keys: first.keys, version: 6 };
    expect(story(later)).toEqual([
      '3493 create',
      '3493 publish key-7',
      '3600 activate key-5',
      '4293 remove key-2',
    ]);
  });

  it('waits for a validator that does not keep up, and says for whom', () => {
    const [slow] = quiet.fleet.verifiers;
    if (slow === undefined) throw new Error('no validator');
    const behind = {
      ...quiet,
      end: 4500,
      fleet: { ...quiet.fleet, verifiers: [{ ...slow, appliesAfterSeconds: 9000 }] },
    };
    const { events, waits } = simulate(behind);
    expect(events.filter(({ decision }) => decision.kind === 'activate')).toHaveLength(1);
    expect(waits.find(({ transition }) => transition === 'activate')?.blockers).toMatchObject([
      { code: 'fleet_not_acknowledged', missing: [{ instance: '1' }], personMustDecide: true },
    ]);
  });
});
