import { describe, expect, it } from 'vitest';
import { nextTimes, nextTransitionAt } from './next-times.js';
import { active, contextAt, key, old, standby } from './rotation-context.fixture.js';

const signing = { ...active, deactivateAfter: 4600 };

describe('nextTimes', () => {
  it('are absolute', () => {
    const context = contextAt(1100, [signing, standby, old]);
    expect(nextTimes(context)).toEqual({ publishAt: 4493, activateAt: 4600, removeAt: 1692 });
    expect(nextTimes(contextAt(0, []))).toEqual({ publishAt: null, activateAt: null, removeAt: null });
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
    expect(nextTransitionAt(contextAt(4595, [signing, late]), late)).toBe(4697);
  });

  it('is the hand-over of the key that signs, and the end of the overlap of one that no longer does', () => {
    const context = contextAt(1100, [signing, standby, old]);
    expect(nextTransitionAt(context, signing)).toBe(4600);
    expect(nextTransitionAt(context, old)).toBe(1692);
  });

  it('is never for a key whose life is over', () => {
    const removed = key('removed', { ...old, state: 'removed', removedAt: 1700 });
    expect(nextTransitionAt(contextAt(1800, [signing, removed]), removed)).toBeNull();
  });
});
