import { describe, expect, it } from 'vitest';
import { boundsOf, segmentsOf } from './key-segments';
import { INTERVAL, NOW, key, viewOf } from './rotation-view.fixture';

const short = (segments: ReturnType<typeof segmentsOf>) =>
  segments.map(({ phase, from, to, planned }) => [phase, from - NOW, to - NOW, planned ? 'planned' : 'real']);

describe('segmentsOf', () => {
  it('follows a removed key through its life without gaps', () => {
    const removed = key('removed', {
      published_at: NOW - 8_000,
      activated_at: NOW - 7_000,
      deactivated_at: NOW - 3_000,
      removed_at: NOW - 100,
    });
    expect(short(segmentsOf(removed, NOW))).toEqual([
      ['pre_active', -9_000, -8_000, 'real'],
      ['published', -8_000, -7_000, 'real'],
      ['active', -7_000, -3_000, 'real'],
      ['deactivated', -3_000, -100, 'real'],
      ['removed', -100, 0, 'real'],
    ]);
  });

  it('plans the hand-over of the active key and its overlap', () => {
    const active = key('active', {
      published_at: NOW - 900,
      activated_at: NOW - 800,
      next_transition_at: NOW + 500,
      following_transition_at: NOW + 4_500,
    });
    expect(short(segmentsOf(active, NOW)).slice(-3)).toEqual([
      ['active', -800, 0, 'real'],
      ['active', 0, 500, 'planned'],
      ['deactivated', 500, 4_500, 'planned'],
    ]);
  });

  it('plans that a standby signs from its turn on', () => {
    const waiting = key('published', {
      published_at: NOW - 600,
      next_transition_at: NOW + 500,
      following_transition_at: NOW + 500 + INTERVAL,
    });
    expect(short(segmentsOf(waiting, NOW)).slice(-2)).toEqual([
      ['published', 0, 500, 'planned'],
      ['active', 500, 500 + INTERVAL, 'planned'],
    ]);
  });

  it('plans nothing after a compromise, nor where the next step is overdue or nobody knows when it is', () => {
    const stolen = key('compromised', {
      published_at: NOW - 900,
      activated_at: NOW - 800,
      compromised_at: NOW - 50,
    });
    const held = key('published', { published_at: NOW - 600 });
    const overdue = { ...held, next_transition_at: NOW - 420 };
    for (const each of [stolen, held, overdue]) {
      expect(segmentsOf(each, NOW).some(({ planned }) => planned)).toBe(false);
    }
  });
});

describe('boundsOf', () => {
  it('takes the times that were stored with the key, and tells when one was undercut', () => {
    const hasty = key('removed', {
      published_at: NOW - 1_000,
      activate_after: NOW - 700,
      activated_at: NOW - 800,
      deactivated_at: NOW - 500,
      remove_after: NOW + 900,
      removed_at: NOW - 10,
    });
    expect(
      boundsOf(hasty, viewOf([hasty])).map(({ key: name, to, violated }) => [name, to - NOW, violated]),
    ).toEqual([
      ['lead', -700, true],
      ['overlap', 900, true],
    ]);
  });

  it('asks no lead of the very first key', () => {
    const first = key('active', {
      published_at: NOW - 10,
      activated_at: NOW - 10,
      activate_after: NOW + 290,
    });
    expect(boundsOf(first, viewOf([first]))).toEqual([]);
  });

  it('bounds the overlap that follows a planned hand-over, as long as there is one', () => {
    const active = key('active', { next_transition_at: NOW + 500, following_transition_at: NOW + 4_600 });
    expect(boundsOf(active, viewOf([active]))).toMatchObject([
      { key: 'overlap', from: NOW + 500, to: NOW + 4_500, violated: false },
    ]);
    const held = key('active', {});
    expect(boundsOf(held, viewOf([held]))).toEqual([]);
  });
});
