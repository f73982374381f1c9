import { describe, expect, it } from 'vitest';
import { key } from './rotation-context.fixture.js';
import { signerSwitch } from './signer-switch.js';

const signed = (kid: string, activatedAt: number, deactivatedAt: number | null) =>
  key(kid, { state: deactivatedAt === null ? 'active' : 'deactivated', activatedAt, deactivatedAt });
const applied = (...switches: readonly (readonly [kid: string, at: number])[]) =>
  switches.map(([kid, at]) => ({ kid, at }));

/** What is known of one signer that is there from the start and is heard of. */
function switchOf(
  left: string,
  keys: ReturnType<typeof signed>[],
  switches: ReturnType<typeof applied>,
  now: number,
) {
  const found = keys.find(({ kid }) => kid === left);
  if (found === undefined) throw new Error(`no key ${left}`);
  const signer = { instance: 'signer', firstSeenAt: 0, lastSeenAt: now, leaving: false, applied: switches };
  return signerSwitch({ now, key: found, keys, signers: [signer], signerSwitchSeconds: 0 });
}
const MISSING = { missing: ['signer'], lastAt: null };

describe('a signer', () => {
  it('has left a key when it applied the one that was activated after it', () => {
    const keys = [signed('old', 100, 200), signed('new', 200, null)];
    expect(switchOf('old', keys, applied(['old', 110], ['new', 230]), 300)).toEqual({
      missing: [],
      lastAt: 230,
    });
    expect(switchOf('old', keys, applied(['old', 110]), 300)).toEqual(MISSING);
  });

  it('has left a key that was taken back when it went back from it', () => {
    const keys = [signed('first', 100, null), signed('second', 200, 250)];
    const back = applied(['first', 110], ['second', 210], ['first', 260]);
    expect(switchOf('second', keys, back, 300)).toEqual({ missing: [], lastAt: 260 });
  });

  // It lags: what it applies now was activated before the key, and taken back afterwards.
  it('may yet come to a key while it applies activations from before it', () => {
    const keys = [
      signed('a', 2340, 2490),
      signed('b', 2385, null),
      signed('taken-back', 2430, 2445),
      signed('c', 2490, 2535),
    ];
    const late = applied(['a', 2446], ['b', 2491]);
    expect(switchOf('taken-back', keys, late, 2535)).toEqual(MISSING);
    expect(switchOf('taken-back', keys, applied(['a', 2446], ['b', 2491], ['c', 2596]), 2600)).toMatchObject({
      missing: [],
      lastAt: 2596,
    });
  });

  it('may yet come to a key for the second time', () => {
    const keys = [signed('again', 2340, 2490), signed('b', 2385, null), signed('between', 2430, 2445)];
    const late = applied(['again', 2446], ['b', 2491]);
    expect(switchOf('again', keys, late, 2535)).toEqual(MISSING);
  });
});
