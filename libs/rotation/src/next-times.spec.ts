import { describe, expect, it } from 'vitest';
import { nextTimes, nextTransitionAt } from './next-times.js';
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

  it('never lie in the past', () => {
    const late = contextAt(9000, [active, standby, next, old]);
    expect(nextTimes(late)).toEqual({ publishAt: null, activateAt: 9000, removeAt: 9000 });
    expect(nextTimes(contextAt(9000, [active, standby])).publishAt).toBe(9000);
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

  it('plan the removal of the key that signs when nothing is to be removed before', () => {
    expect(nextTimes(contextAt(1100, [signing, standby])).removeAt).toBe(4600 + 692);
  });

  it('let the very first key sign at once', () => {
    const first = key('first', { ...standby, kid: 'first', publishedAt: 50, activateAfter: 157 });
    expect(nextTimes(contextAt(60, [first])).activateAt).toBe(60);
  });
});

describe('nextTransitionAt', () => {
  it('lets standbys wait for their turn, an interval apart, long after their lead', () => {
    const second = key('second', { ...standby, kid: 'second', publishedAt: 20, activateAfter: 127 });
    const context = contextAt(1100, [second, signing, standby]);
    expect(nextTransitionAt(context, standby)).toBe(4600);
    expect(nextTransitionAt(context, second)).toBe(4600 + context.settings.intervalSeconds);
  });

  it('lets no standby sign before its own lead', () => {
    const late = key('late', { ...standby, kid: 'late', publishedAt: 4590, activateAfter: 4697 });
    const later = { ...late, kid: 'later', thumbprint: 'later' };
    expect(nextTransitionAt(contextAt(4595, [signing, late, later]), late)).toBe(4697);
  });

  it('is the hand-over of the key that signs, and the end of the overlap of one that no longer does', () => {
    const context = contextAt(1100, [signing, standby, old]);
    expect(nextTransitionAt(context, signing)).toBe(4600);
    expect(nextTransitionAt(context, old)).toBe(1692);
  });

  it('never lies in the past, nor before the successor can take over', () => {
    const asked = { ...active, deactivateAfter: 2000 };
    expect(nextTransitionAt(contextAt(2010, [asked, standby]), asked)).toBe(2117);
    expect(nextTransitionAt(contextAt(2010, [asked]), asked)).toBe(2010);
  });

  it('is never for a key whose life is over', () => {
    const removed = key('removed', { ...old, state: 'removed', removedAt: 1700 });
    expect(nextTransitionAt(contextAt(1800, [signing, removed]), removed)).toBeNull();
  });
});
