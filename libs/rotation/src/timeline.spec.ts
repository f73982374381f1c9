import { describe, expect, it } from 'vitest';
import { active, key, old, standby } from './rotation-context.fixture.js';
import { timeline } from './timeline.js';

describe('timeline', () => {
  it('draws each key through its states and plans the end of the present one', () => {
    const { bars } = timeline([old, active, standby]);
    expect(bars.find((bar) => bar.kid === 'old')?.segments).toEqual([
      { state: 'pre_active', start: 0, end: 0, plannedEnd: null },
      { state: 'published', start: 0, end: 0, plannedEnd: null },
      { state: 'active', start: 0, end: 1000, plannedEnd: null },
      { state: 'deactivated', start: 1000, end: null, plannedEnd: 1692 },
    ]);
    expect(bars.find((bar) => bar.kid === 'active')?.segments.at(-1)).toMatchObject({
      state: 'active',
      plannedEnd: 3600,
    });
    expect(bars.find((bar) => bar.kid === 'standby')?.segments.at(-1)).toMatchObject({
      state: 'published',
      plannedEnd: 117,
    });
  });

  it('cuts a compromised key where it was reported', () => {
    const leaked = key('leaked', { ...active, kid: 'leaked', state: 'compromised', compromisedAt: 50 });
    expect(timeline([leaked]).bars[0]?.segments.slice(-2)).toEqual([
      { state: 'active', start: 0, end: 50, plannedEnd: null },
      { state: 'compromised', start: 50, end: null, plannedEnd: null },
    ]);
  });

  it('shades overlaps, planned and past', () => {
    const gone = key('gone', { ...old, kid: 'gone', state: 'removed', removedAt: 1700 });
    expect(timeline([old, gone, active]).overlaps).toEqual([
      { kid: 'gone', start: 1000, end: 1700, planned: false },
      { kid: 'old', start: 1000, end: 1692, planned: true },
    ]);
  });
});
