import { beforeEach, describe, expect, it } from 'vitest';
import { JobWatch } from './job-watch.js';

const START = 1_795_440_000;

let watch: JobWatch;

beforeEach(() => {
  watch = new JobWatch('tick', 5, START);
});

describe('what is noted of a job', () => {
  it('is nothing while it runs here, or on another replica', () => {
    watch.requested('1', START);
    watch.succeeded(START + 1);
    expect(watch.note(START + 61)).toBeNull();
    watch.requested('2', START + 100);
    watch.requested('3', START + 105);
    expect([watch.note(START + 160), watch.succeededAt]).toEqual([null, START + 1]);
  });

  it('is since when nobody has taken it', () => {
    watch.requested('1', START);
    watch.succeeded(START + 1);
    for (const later of [5, 30, 60]) watch.requested('2', START + later);
    expect(watch.note(START + 62)).toBe(
      'The job tick has not run since 2026-11-23T13:20:01Z: see the log for what keeps it.',
    );
    watch.requested('3', START + 62);
    expect(watch.note(START + 62)).toBeNull();
  });

  it('is since when a run does not end, whose successors are passed over', () => {
    watch.requested('1', START);
    for (const [id, later] of [
      ['2', 5],
      ['3', 65],
    ] as const) {
      watch.requested(id, START + later);
      watch.passedOver(id);
    }
    expect(watch.note(START + 70)).toMatch(/has not run since 2026-11-23T13:20:00Z/);
  });

  it('is how often it failed, whatever other replicas take, until it succeeds', () => {
    for (const later of [1, 6]) watch.failed(START + later);
    expect(watch.note(START + 6)).toBeNull();
    watch.failed(START + 11);
    watch.requested('1', START + 12);
    watch.requested('2', START + 17);
    expect(watch.note(START + 17)).toBe(
      'The job tick failed on this replica 3 times in a row since 2026-11-23T13:20:01Z: see its log for the reason.',
    );
    watch.succeeded(START + 18);
    expect(watch.note(START + 18)).toBeNull();
  });
});
