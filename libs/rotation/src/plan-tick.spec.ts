import { describe, expect, it } from 'vitest';
import type { Blocker } from './blocker.js';
import { planTick } from './plan-tick.js';
import type { RotationContext } from './rotation-context.js';
import {
  active,
  bounds,
  contextAt,
  key,
  next,
  old,
  signer,
  standby,
  successor,
  verifier,
} from './rotation-context.fixture.js';

type Change = (context: RotationContext) => RotationContext;

const withFacts =
  (facts: Partial<RotationContext['facts']>): Change =>
  (context) => ({ ...context, facts: { ...context.facts, ...facts } });
const withSettings =
  (settings: Partial<RotationContext['settings']>): Change =>
  (context) => ({ ...context, settings: { ...context.settings, ...settings } });
const freeze = { from: 3000, until: 9000, reason: 'holidays' };
const hold = { reason: 'audit', owner: 'ada', expiresAt: null };
const ref = { service: 'orders', environment: 'production', instance: 'orders-1' };
const keysAtHandover = [active, standby, next];
const keysInOverlap = [old, successor, standby];

function blockersOf(context: RotationContext, transition: string, kid: string): readonly Blocker[] {
  const plan = planTick(context);
  expect(plan.decisions.filter((each) => each.kind === transition)).toEqual([]);
  return plan.waits.find((wait) => wait.transition === transition && wait.kid === kid)?.blockers ?? [];
}

describe('planTick decides', () => {
  const made = key('made', { createdAt: 0 });
  const first = key('first', { state: 'published', publishedAt: 0, publishedVersion: 1, activateAfter: 107 });
  it.each([
    ['an issuer without keys: make one', 0, [], [{ kind: 'create', cause: 'first_key' }]],
    [
      'a made first key: publish it',
      0,
      [made],
      [{ kind: 'publish', kid: 'made', activateAfter: 107, cause: 'first_key' }],
    ],
    [
      'the very first published key: activate it at once',
      0,
      [first],
      [
        {
          kind: 'activate',
          kid: 'first',
          path: 'first',
          replaces: null,
          deactivateAfter: 3600,
          keyNotFoundSeconds: 107,
        },
      ],
    ],
    ['an active key alone: make its standby', 1, [active], [{ kind: 'create', cause: 'standby_missing' }]],
    ['active and aged standby: nothing', 2000, [active, standby], []],
    ['one second before the lead: nothing', 3492, [active, standby], []],
    [
      'one lead before the hand-over: make the next standby',
      3493,
      [active, standby],
      [{ kind: 'create', cause: 'next_standby_due' }],
    ],
    ['one second before the hand-over: nothing', 3599, keysAtHandover, []],
    [
      'the hand-over: activate the standby, deactivate the active key with its overlap',
      3600,
      keysAtHandover,
      [
        {
          kind: 'activate',
          kid: 'standby',
          path: 'automatic',
          deactivateAfter: 7200,
          maxTokenLifetimeSeconds: 600,
          replaces: { kid: 'active', removeAfter: 4292 },
          keyNotFoundSeconds: 0,
        },
      ],
    ],
    ['one second before the overlap ends: nothing', 1692, keysInOverlap, []],
    [
      'the overlap is over: remove',
      1693,
      keysInOverlap,
      [{ kind: 'remove', kid: 'old', destroyAfter: 2693 }],
    ],
    [
      'the rollback window is over: destroy',
      2693,
      [
        key('gone', { ...old, kid: 'gone', state: 'removed', removedAt: 1693, destroyAfter: 2693 }),
        successor,
        standby,
      ],
      [{ kind: 'destroy', kid: 'gone' }],
    ],
    [
      'no active key after a compromise: promote the standby',
      2000,
      [key('leaked', { ...active, kid: 'leaked', state: 'compromised', compromisedAt: 2000 }), standby],
      [{ kind: 'activate', kid: 'standby', path: 'emergency', cause: 'emergency', replaces: null }],
    ],
    [
      'no key at all after a compromise: make one',
      2000,
      [key('leaked', { ...active, kid: 'leaked', state: 'compromised', compromisedAt: 2000 })],
      [{ kind: 'create', cause: 'emergency' }],
    ],
  ])('%s', (_, now, keys, expected) => {
    const { decisions } = planTick(contextAt(now, keys));
    expect(decisions).toHaveLength(expected.length);
    expect(decisions).toMatchObject(expected.map((each) => ({ ...each, at: now })));
  });

  it('an emergency goes on while the schedule is paused and frozen and the standby is held and fresh', () => {
    const leaked = key('leaked', { ...active, kid: 'leaked', state: 'compromised', compromisedAt: 3600 });
    const fresh = { ...standby, publishedAt: 3590, activateAfter: 3697, hold };
    const context = withSettings({ paused: true, freezes: [freeze] })(contextAt(3600, [leaked, fresh]));
    expect(planTick(context).decisions).toMatchObject([
      { kind: 'activate', kid: 'standby', path: 'emergency', keyNotFoundSeconds: 97 },
    ]);
  });

  it('a second algorithm of an issuer waits for its lead like any other key', () => {
    const rsa = key('rsa', {
      alg: 'RS256',
      state: 'published',
      publishedAt: 3600,
      publishedVersion: 9,
      activateAfter: 3707,
    });
    const context = withSettings({ alg: 'RS256' })(contextAt(3600, [active, rsa]));
    expect(blockersOf(context, 'activate', 'rsa')).toContainEqual({ code: 'lead_not_elapsed', until: 3707 });
  });

  it('a raised token lifetime is noted on the keys it concerns', () => {
    const longer = {
      ...contextAt(2000, [active, standby]),
      bounds: { ...bounds, maxTokenLifetimeSeconds: 900 },
    };
    expect(planTick(longer).decisions).toMatchObject([
      { kind: 'extend', kid: 'active', maxTokenLifetimeSeconds: 900 },
    ]);
  });

  it('no removal before the end of the longest token ever issued under the key', () => {
    const longLived = { ...old, maxTokenLifetimeSeconds: 900 };
    expect(blockersOf(contextAt(1693, [longLived, successor, standby]), 'remove', 'old')).toContainEqual({
      code: 'overlap_not_elapsed',
      until: 1992,
    });
  });

  it('no waiting for the whole lead again when the minimum grew after publication, only for the difference', () => {
    const slower = { ...contextAt(3600, keysAtHandover), bounds: { ...bounds, distributionSeconds: 15 } };
    expect(blockersOf(slower, 'activate', 'standby')).toEqual([{ code: 'standby_not_ready', until: 3610 }]);
  });
});

describe('planTick says whom an activation waits for', () => {
  const behind = verifier(3600, { appliedVersion: 1 });
  const fleet = { environment: 'production', waitUntil: 3900, personMustDecide: false };
  const silentOne = verifier(3600, { instance: 'orders-2', lastSeenAt: 3000, appliedVersion: 1 });
  it.each<[string, Change, Blocker[]]>([
    ['a freeze', withSettings({ freezes: [freeze] }), [{ code: 'freeze', until: 9000, reason: 'holidays' }]],
    ['an outage of the API', withFacts({ apiUpSince: 3550 }), [{ code: 'api_outage', until: 3650 }]],
    [
      'contracts that do not know the algorithm',
      withFacts({ contractsRefusingAlg: ['orders'] }),
      [{ code: 'alg_not_allowed', contracts: ['orders'] }],
    ],
    [
      'a live instance on an older bundle',
      withFacts({ verifiers: [behind] }),
      [
        {
          code: 'fleet_not_acknowledged',
          ...fleet,
          live: 1,
          acknowledged: 0,
          needed: 1,
          missing: [ref],
          silent: [],
        },
      ],
    ],
    [
      'an instance that fell silent before it had the key',
      withFacts({ verifiers: [verifier(3600, {}), silentOne] }),
      [
        {
          code: 'fleet_not_acknowledged',
          ...fleet,
          live: 1,
          acknowledged: 1,
          needed: 1,
          missing: [],
          silent: [{ ...ref, instance: 'orders-2' }],
        },
      ],
    ],
    [
      'anybody, where all fell silent, even with the key',
      withFacts({ verifiers: [verifier(3600, { lastSeenAt: 3000 })] }),
      [{ code: 'no_live_instance', ...fleet, silent: [ref] }],
    ],
  ])('%s', (_, change, expected) => {
    expect(blockersOf(change(contextAt(3600, keysAtHandover)), 'activate', 'standby')).toEqual(expected);
  });

  it('a hold, until it expires', () => {
    const held = (expiresAt: number | null) =>
      contextAt(3600, [active, { ...standby, hold: { ...hold, expiresAt } }, next]);
    expect(blockersOf(held(3601), 'activate', 'standby')).toEqual([
      { code: 'hold', until: 3601, reason: 'audit', owner: 'ada' },
    ]);
    expect(planTick(held(3600)).decisions).toMatchObject([{ kind: 'activate', kid: 'standby' }]);
  });

  it('the lead and the standby behind it', () => {
    const fresh = { ...standby, publishedAt: 3500, activateAfter: 3607 };
    expect(blockersOf(contextAt(3600, [active, fresh]), 'activate', 'standby')).toEqual([
      { code: 'lead_not_elapsed', until: 3607 },
      { code: 'standby_not_ready', until: null },
    ]);
  });

  it('a person, once the waiting time is over', () => {
    const late = withFacts({ verifiers: [verifier(3900, { appliedVersion: 1 })] })(
      contextAt(3900, keysAtHandover),
    );
    expect(blockersOf(late, 'activate', 'standby')).toMatchObject([
      { code: 'fleet_not_acknowledged', personMustDecide: true },
    ]);
  });

  it('nobody, when the missing ones are leaving, gone for a day, or within the share', () => {
    const now = 100_000;
    const ready = contextAt(now, [
      { ...active, deactivateAfter: now },
      standby,
      { ...next, publishedAt: now - 200 },
    ]);
    const many = Array.from({ length: 9 }, (_, index) => verifier(now, { instance: `orders-${index}` }));
    const others = [
      verifier(now, { instance: 'leaving', appliedVersion: null, leaving: true }),
      verifier(now, { instance: 'gone', appliedVersion: null, lastSeenAt: now - 86_401 }),
      verifier(now, { instance: 'behind', appliedVersion: null }),
    ];
    const lenient = withSettings({ acknowledgement: { sharePercent: 90, waitSeconds: 0 } })(ready);
    const { decisions } = planTick(withFacts({ verifiers: [...many, ...others] })(lenient));
    expect(decisions).toMatchObject([{ kind: 'activate', path: 'automatic' }]);
  });

  it('each environment by itself', () => {
    const elsewhere = verifier(3600, { environment: 'staging', appliedVersion: 2 });
    const stale = verifier(3600, { environment: 'staging', instance: 'orders-2', appliedVersion: 1 });
    const context = withFacts({ verifiers: [verifier(3600, {}), elsewhere, stale] })(
      contextAt(3600, keysAtHandover),
    );
    expect(blockersOf(context, 'activate', 'standby')).toMatchObject([
      { environment: 'staging', live: 2, acknowledged: 1 },
    ]);
  });
});

describe('planTick says whom a removal waits for', () => {
  const late = contextAt(5000, [old, { ...successor, deactivateAfter: 9000 }, standby]);
  it.each<[string, Change, Blocker[]]>([
    ['a freeze', withSettings({ freezes: [freeze] }), [{ code: 'freeze', until: 9000, reason: 'holidays' }]],
    ['an outage of the API', withFacts({ apiUpSince: 4950 }), [{ code: 'api_outage', until: 5050 }]],
    [
      'a signer that still uses the key',
      withFacts({ signers: [signer('as-1', 5000, [{ kid: 'old', at: 0, activeSince: 0 }])] }),
      [{ code: 'signer_not_acknowledged', missing: ['as-1'] }],
    ],
    [
      'a signer that may yet come to the key of a hand-over that was taken back',
      withFacts({ signers: [signer('as-1', 5000, [{ kid: 'successor', at: 4500, activeSince: 0 }])] }),
      [{ code: 'signer_not_acknowledged', missing: ['as-1'] }],
    ],
    [
      'the tokens of the signer that switched last',
      withFacts({
        signers: [
          signer('as-1', 5000, [
            { kid: 'old', at: 0, activeSince: 0 },
            { kid: 'successor', at: 4500, activeSince: 1000 },
          ]),
        ],
      }),
      [
        { code: 'overlap_not_elapsed', until: 5132 },
        { code: 'verifier_not_drained', missing: [ref], personMustDecide: false },
      ],
    ],
    [
      'an instance that has reported nothing since',
      withFacts({ verifiers: [verifier(5000, { reportedUntil: 1692 })] }),
      [{ code: 'verifier_not_drained', missing: [ref], personMustDecide: true }],
    ],
    [
      'an instance whose last window still had the key',
      withFacts({ verifiers: [verifier(5000, { acceptedUntil: { old: 5000 } })] }),
      [{ code: 'verifier_not_drained', missing: [ref], personMustDecide: true }],
    ],
  ])('%s', (_, change, expected) => {
    expect(blockersOf(change(late), 'remove', 'old')).toEqual(expected);
  });

  it('a hold', () => {
    const context = { ...late, keys: [{ ...old, hold }, successor, standby] };
    expect(blockersOf(context, 'remove', 'old')).toMatchObject([{ code: 'hold', owner: 'ada' }]);
  });

  it('nobody new: instances and signers born after the switch do not prolong it', () => {
    const newborn = verifier(5000, { firstSeenAt: 4990, reportedUntil: null });
    const pod = {
      ...signer('as-2', 5000, [{ kid: 'successor', at: 4990, activeSince: 1000 }]),
      firstSeenAt: 4990,
    };
    const context = withFacts({ verifiers: [newborn], signers: [pod] })(late);
    expect(planTick(context).decisions).toMatchObject([{ kind: 'remove', kid: 'old' }]);
  });

  it('not for ever for a signer that left or vanished', () => {
    const left = { ...signer('as-1', 1010, [{ kid: 'old', at: 0, activeSince: 0 }]), leaving: true };
    expect(planTick(withFacts({ signers: [left] })(late)).decisions).toMatchObject([{ kind: 'remove' }]);
  });
});

describe('planTick when paused', () => {
  it('does nothing and says so', () => {
    const plan = planTick(withSettings({ paused: true })(contextAt(3600, keysAtHandover)));
    expect(plan).toEqual({
      decisions: [],
      waits: [{ transition: 'activate', kid: null, blockers: [{ code: 'paused' }] }],
    });
  });
});
