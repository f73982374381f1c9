import { describe, expect, it } from 'vitest';
import { checkSettings } from './check-settings.js';
import { polledCopyAge } from './copy-age.js';
import { bounds } from './rotation-context.fixture.js';

const safe = { intervalSeconds: 3600, prepublishSeconds: 107, overlapSeconds: 692 };

describe('checkSettings', () => {
  it('accepts the minima themselves, and null for them', () => {
    expect(checkSettings(safe, bounds)).toEqual([]);
    expect(
      checkSettings({ intervalSeconds: 108, prepublishSeconds: null, overlapSeconds: null }, bounds),
    ).toEqual([]);
  });

  it('refuses a lead below its minimum, with the number and the verifier', () => {
    expect(checkSettings({ ...safe, prepublishSeconds: 100 }, bounds)).toEqual([
      {
        code: 'lead_too_short',
        setting: 'prepublishSeconds',
        askedSeconds: 100,
        minimumSeconds: 107,
        setBy: 'sdk',
        keyNotFoundSeconds: 7,
      },
    ]);
  });

  it('refuses an overlap below its minimum and an interval that is not above the lead', () => {
    expect(checkSettings({ ...safe, overlapSeconds: 600, intervalSeconds: 107 }, bounds)).toMatchObject([
      { code: 'overlap_too_short', minimumSeconds: 692, keyNotFoundSeconds: 92 },
      { code: 'interval_too_short', minimumSeconds: 108, keyNotFoundSeconds: 0 },
    ]);
  });
});

describe('polledCopyAge', () => {
  it('is 264 seconds for 60 s, 10 % jitter and 3 misses, as in the worked example', () => {
    expect(polledCopyAge({ pollSeconds: 60, jitterPercent: 10, toleratedMisses: 3 })).toBe(264);
  });

  it('rounds up', () => {
    expect(polledCopyAge({ pollSeconds: 7, jitterPercent: 10, toleratedMisses: 0 })).toBe(8);
  });
});
