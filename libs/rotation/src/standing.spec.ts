import { describe, expect, it } from 'vitest';
import type { Blocker } from './blocker.js';
import { contextAt, old } from './rotation-context.fixture.js';
import { standingOf } from './standing.js';

const ref = { service: 'orders', environment: 'production', instance: 'orders-1' };
const drain: Blocker = { code: 'verifier_not_drained', missing: [ref], personMustDecide: false };
const signer: Blocker = { code: 'signer_not_acknowledged', missing: ['as-1'] };
const lead: Blocker = { code: 'lead_not_elapsed', until: 2000 };
const overlap: Blocker = { code: 'overlap_not_elapsed', until: 1692 };
const freeze = (until: number): Blocker => ({ code: 'freeze', until, reason: 'sale' });
const fleet: Blocker = {
  code: 'fleet_not_acknowledged',
  environment: 'production',
  live: 2,
  acknowledged: 1,
  needed: 2,
  missing: [ref],
  silent: [],
  waitUntil: 9000,
  personMustDecide: false,
};

/** `old` leaves its overlap at 1692; reports of it take a lead, 107 s. */
const standing = (blockers: readonly Blocker[], now = 1100) =>
  standingOf(contextAt(now, [old]), { transition: 'remove', kid: 'old', blockers });

describe('standingOf', () => {
  it.each<[string, readonly Blocker[], string]>([
    ['a lead that runs, whoever has not polled yet', [lead, fleet], 'on_schedule'],
    ['a standby that ages', [{ code: 'standby_not_ready', until: 2000 }], 'on_schedule'],
    ['a standby that does not exist', [{ code: 'standby_not_ready', until: null }], 'held_up'],
    [
      'an overlap that runs, whoever has not switched or reported yet',
      [overlap, signer, drain],
      'on_schedule',
    ],
    ['a fleet that is all that is waited for', [fleet], 'held_up'],
    ['a freeze that ends before the clock does', [overlap, freeze(1600)], 'on_schedule'],
    ['a freeze that outlasts the clock', [overlap, freeze(1800)], 'held_up'],
    ['a pause, whatever else is waited for', [lead, { code: 'paused' }], 'needs_person'],
    ['a fleet that was waited for long enough', [{ ...fleet, personMustDecide: true }], 'needs_person'],
    ['reports that were waited for long enough', [{ ...drain, personMustDecide: true }], 'needs_person'],
    ['a rollback window', [{ code: 'rollback_window_open', until: 3000 }], 'on_schedule'],
  ])('%s', (_, blockers, expected) => {
    expect(standing(blockers)).toBe(expected);
  });

  it('gives instances a lead to report after the overlap', () => {
    expect(standing([drain], 1692 + 107)).toBe('on_schedule');
    expect(standing([drain], 1692 + 108)).toBe('held_up');
    expect(standing([drain, freeze(9000)], 1692 + 107)).toBe('held_up');
  });
});
