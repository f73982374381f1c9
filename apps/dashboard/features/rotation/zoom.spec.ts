import { describe, expect, it } from 'vitest';
import { NOW, key, scheduleOf, viewOf } from './rotation-view.fixture';
import { spanOf } from './zoom';

const DAY = 86_400;
const LEAD = 300;
const OVERLAP = 4_000;
const FAR = NOW + 80 * DAY;
const active = key('active', {
  published_at: NOW - 10 * DAY,
  activated_at: NOW - 10 * DAY,
  deactivate_after: FAR,
  next_transition_at: FAR,
});
const standby = key('published', { published_at: NOW - 9 * DAY, next_transition_at: FAR });
const schedules = [scheduleOf({ interval_seconds: 90 * DAY, next_activate_at: FAR })];

const fit = (keys: Parameters<typeof viewOf>[0], changes: Parameters<typeof viewOf>[1] = { schedules }) =>
  spanOf('fit', null, viewOf(keys, changes), NOW);

/** The event is in the picture, and fills most of it. */
function expectFits(span: { from: number; to: number }, from: number, to: number): void {
  expect(span.from).toBeLessThan(from);
  expect(span.to).toBeGreaterThan(to);
  expect(span.to - span.from).toBeLessThan(1.5 * (to - from));
}

describe('fit', () => {
  it('spans the whole schedule while nothing is under way', () => {
    const span = fit([active, standby]);
    expect(span.from).toBeLessThan(NOW - 10 * DAY);
    expect(span.to).toBeGreaterThan(FAR);
  });

  it('spans the hand-over that was asked for, with the overlap that follows', () => {
    const asked = { ...active, deactivate_after: NOW - 10, next_transition_at: NOW + LEAD };
    const span = fit([asked, standby], { schedules: [scheduleOf({ next_activate_at: NOW + LEAD })] });
    expectFits(span, NOW - 10 - LEAD, NOW + LEAD + OVERLAP);
  });

  it('spans an overlap until its key is removed, though the next hand-over is far', () => {
    const old = key('deactivated', {
      published_at: NOW - 90 * DAY,
      deactivate_after: NOW - 200,
      deactivated_at: NOW - 50,
      next_transition_at: NOW - 50 + OVERLAP,
    });
    expectFits(fit([active, standby, old]), NOW - 200 - LEAD, NOW - 50 + OVERLAP);
  });

  it('keeps now in sight when a removal is held up', () => {
    const old = key('deactivated', { deactivated_at: NOW - 9_000, next_transition_at: NOW });
    expectFits(fit([active, standby, old]), NOW - 9_000 - LEAD, NOW);
  });

  it('spans a compromise for as long as its tokens would have lived', () => {
    const stolen = key('compromised', { activated_at: NOW - DAY, compromised_at: NOW - 60 });
    expectFits(fit([active, standby, stolen]), NOW - 60 - LEAD, NOW - 60 + OVERLAP);
    const past = { ...stolen, compromised_at: NOW - OVERLAP - 1 };
    expect(fit([active, standby, past]).to).toBeGreaterThan(FAR);
  });

  it('takes no hand-over for under way while the schedule is paused', () => {
    const asked = { ...active, deactivate_after: NOW - 10 };
    const paused = [scheduleOf({ paused: true, next_activate_at: FAR })];
    expect(fit([asked, standby], { schedules: paused }).to).toBeGreaterThan(FAR);
  });
});
