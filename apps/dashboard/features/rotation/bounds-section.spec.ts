import { describe, expect, it } from 'vitest';
import { boundsOf } from './bounds-section';
import { viewOf } from './rotation-view.fixture';

const view = viewOf([]);
const bounds = {
  prepublish_seconds: 161,
  overlap_seconds: 3724,
  exposure_seconds: 157,
  set_by: { prepublish: 'Accord validators', exposure: 'Accord validators' },
};

describe('boundsOf', () => {
  it('gives every part its number, so that they add up', () => {
    expect(boundsOf({ ...view, bounds }).map(({ formula, setBy }) => [formula, setBy])).toEqual([
      ['distribution 5 s + slowest verifier 2 min 32 s + clock error 2 × 2 s', 'Accord validators'],
      [
        'signer switch 1 min + token lifetime 1 h + clock tolerance 1 min + clock error 2 × 2 s',
        'signer switch, token lifetime, clock tolerance, clock error',
      ],
      ['distribution 5 s + oldest copy of the keys 2 min 32 s', 'Accord validators'],
    ]);
  });

  it('says so where a copy never expires', () => {
    const unbounded = { ...bounds, exposure_seconds: null };
    expect(boundsOf({ ...view, bounds: unbounded })[2]?.formula).toBe(
      'distribution 5 s + a copy of the keys that never expires',
    );
  });
});
