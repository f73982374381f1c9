import { describe, expect, it } from 'vitest';
import type { Blocker } from './blocker.js';
import { needsPerson } from './needs-person.js';

const fleet = (personMustDecide: boolean): Blocker => ({
  code: 'no_live_instance',
  environment: 'production',
  silent: [],
  waitUntil: 100,
  personMustDecide,
});
const signer: Blocker = { code: 'signer_not_acknowledged', missing: ['as-1'] };
const alone = (blocker: Blocker) => needsPerson(blocker, { blockers: [blocker] });

describe('needsPerson', () => {
  it.each<[string, Blocker, boolean]>([
    ['the clock', { code: 'not_due', until: 9 }, false],
    ['a hold without an end', { code: 'hold', until: null, reason: 'audit', owner: 'ada' }, true],
    ['a hold that ends by itself', { code: 'hold', until: 9, reason: 'audit', owner: 'ada' }, false],
    ['a pause', { code: 'paused' }, true],
    ['a fleet that is still waited for', fleet(false), false],
    ['a fleet that was waited for long enough', fleet(true), true],
    ['a signer that has not switched', signer, true],
  ])('%s', (_, blocker, expected) => {
    expect(alone(blocker)).toBe(expected);
  });

  it('leaves a signer alone while the overlap runs', () => {
    expect(needsPerson(signer, { blockers: [{ code: 'overlap_not_elapsed', until: 9 }, signer] })).toBe(
      false,
    );
  });
});
