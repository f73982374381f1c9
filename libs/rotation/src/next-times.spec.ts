import { describe, expect, it } from 'vitest';
import { nextTimes, plannedTransitions } from './next-times.js';
import { planTick } from './plan-tick.js';
import { active, contextAt, key, next, old, standby } from './rotation-context.fixture.js';

const signing = { ...active, deactivateAfter: 4600 };

describe('nextTimes', () => {
  it('are absolute', () => {
    const context = contextAt(1100, [signing, standby, old]);
    expect(nextTimes(context)).toEqual({ publishAt: 4493, activateAt: 4600, removeAt: 1692 });
    expect(nextTimes(contextAt(0, []))).toEqual({ publishAt: null, activateAt: null, removeAt: null });
  });

  it('lets a rotation that was asked for wait until another standby is old enough', () => {
    const asked = { ...active, deactivateAfter: 2000 };
    const fresh = { ...next, publishedAt: 2000, activateAfter: 2107 };
    const context = contextAt(2010, [asked, standby, fresh]);
    expect(nextTimes(context).activateAt).toBe(2107);
    expect(nextTimes(contextAt(2010, [asked, standby])).activateAt).toBe(2010 + 107);
    const [wait] = planTick(context).waits.filter(({ transition }) => transition === 'activate');
    expect(wait?.blockers).toEqual([{ code: 'standby_not_ready', until: 2107 }]);
  });

  it('stay where they were when they are overdue, and know nothing of what comes after', () => {
    const late = contextAt(9000, [active, standby, next, old]);
    expect(nextTimes(late)).toEqual({ publishAt: null, activateAt: 3600, removeAt: 1692 });
    expect(nextTimes(contextAt(9000, [active, standby, next])).removeAt).toBeNull();
    expect(nextTimes(contextAt(9000, [active, standby])).publishAt).toBe(3493);
  });

  it('end at a hold that somebody has to release', () => {
    const hold = { reason: 'audit', owner: 'ada', expiresAt: null };
    const held = contextAt(1100, [signing, { ...standby, hold }]);
    expect(nextTimes(held)).toEqual({ publishAt: 4493, activateAt: null, removeAt: null });
    expect(nextTimes(contextAt(1100, [signing, standby, { ...old, hold }])).removeAt).toBeNull();
    expect(nextTimes(contextAt(1100, [{ ...signing, hold }, standby]))).toMatchObject({
      activateAt: 4600,
      removeAt: null,
    });
  });

  it('are unknown while the schedule is paused', () => {
    const context = contextAt(1100, [signing, standby, old]);
    const paused = { ...context, settings: { ...context.settings, paused: true } };
    expect(nextTimes(paused)).toEqual({ publishAt: null, activateAt: null, removeAt: null });
    expect(plannedTransitions(paused, old)).toEqual([]);
  });

  it('are unknown behind a standby that no contract lets be made', () => {
    const context = contextAt(4500, [signing, standby]);
    const refused = { ...context, facts: { ...context.facts, contractsRefusingAlg: ['orders'] } };
    expect(nextTimes(refused)).toMatchObject({ publishAt: 4493, activateAt: null });
  });

  it('lie behind freezes, holds that end, and an outage of the API', () => {
    const context = contextAt(1100, [signing, standby, old]);
    const freezes = [
      { from: 1000, until: 1800, reason: 'sale' },
      { from: 1800, until: 1900, reason: 'its end' },
    ];
    const frozen = { ...context, settings: { ...context.settings, freezes } };
    expect(nextTimes(frozen)).toMatchObject({ activateAt: 4600, removeAt: 1900 });
    const hold = { reason: 'audit', owner: 'ada', expiresAt: 5000 };
    const held = contextAt(1100, [signing, { ...standby, hold }, { ...old, hold }]);
    expect(nextTimes(held)).toMatchObject({ activateAt: 5000, removeAt: 5000 });
    const back = { ...context, facts: { ...context.facts, apiUpSince: 1650 } };
    expect(nextTimes(back).removeAt).toBe(1750);
  });

  it('lie behind a freeze that is in force when they are overdue', () => {
    const context = contextAt(5000, [signing, standby, next]);
    const freezes = [{ from: 4900, until: 6000, reason: 'sale' }];
    expect(nextTimes({ ...context, settings: { ...context.settings, freezes } }).activateAt).toBe(6000);
  });

  it('plan the removal of the key that signs when nothing is to be removed before', () => {
    expect(nextTimes(contextAt(1100, [signing, standby])).removeAt).toBe(4600 + 692);
  });

  it('let the very first key sign at once', () => {
    const first = key('first', { ...standby, kid: 'first', publishedAt: 50, activateAfter: 157 });
    expect(nextTimes(contextAt(60, [first])).activateAt).toBe(50);
  });
});

describe('plannedTransitions', () => {
  it('lets standbys wait for their turn, an interval apart, long after their lead', () => {
    const second = key('second', { ...standby, kid: 'second', publishedAt: 20, activateAfter: 127 });
    const context = contextAt(1100, [second, signing, standby]);
    expect(plannedTransitions(context, standby)).toEqual([4600, 8200]);
    expect(plannedTransitions(context, second)).toEqual([8200, 11_800]);
  });

  it('lets no standby sign before its own lead', () => {
    const late = key('late', { ...standby, kid: 'late', publishedAt: 4590, activateAfter: 4697 });
    const later = { ...late, kid: 'later', thumbprint: 'later' };
    expect(plannedTransitions(contextAt(4595, [signing, late, later]), late)[0]).toBe(4697);
  });

  it('are the hand-over and the removal of the key that signs, and the removal of one that no longer does', () => {
    const context = contextAt(1100, [signing, standby, old]);
    expect(plannedTransitions(context, signing)).toEqual([4600, 5292]);
    expect(plannedTransitions(context, old)).toEqual([1692]);
  });

  it('are not before the successor can take over', () => {
    const asked = { ...active, deactivateAfter: 2000 };
    expect(plannedTransitions(contextAt(2010, [asked, standby]), asked)[0]).toBe(2117);
    expect(plannedTransitions(contextAt(2010, [asked]), asked)).toEqual([2000]);
  });

  it('know nothing of what comes after a step that is overdue', () => {
    const context = contextAt(5000, [signing, standby, next]);
    expect(plannedTransitions(context, signing)).toEqual([4600]);
    expect(plannedTransitions(context, standby)).toEqual([4600]);
    expect(plannedTransitions(context, next)).toEqual([]);
  });

  it('end at a hold that somebody has to release', () => {
    const hold = { reason: 'audit', owner: 'ada', expiresAt: null };
    const held = { ...standby, hold };
    const context = contextAt(1100, [signing, held, next]);
    expect([signing, held, next].map((each) => plannedTransitions(context, each))).toEqual([[], [], []]);
  });

  it('are none for a key whose life is over', () => {
    const removed = key('removed', { ...old, state: 'removed', removedAt: 1700 });
    expect(plannedTransitions(contextAt(1800, [signing, removed]), removed)).toEqual([]);
  });
});
