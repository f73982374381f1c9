import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { key, signer } from './rotation-context.fixture.js';
import { signerSwitch } from './signer-switch.js';

/** `first` handed over to `second` at 200, which was taken back at 250. */
const second = key('second', { state: 'deactivated', activatedAt: 200, deactivatedAt: 250 });

function switchFrom(...applied: readonly (readonly [kid: string, activeSince: number, at: number])[]) {
  const switches = applied.map(([kid, activeSince, at]) => ({ kid, activeSince, at }));
  const signers = [signer('as-1', 400, switches)];
  return signerSwitch({ now: 400, key: second, signers, signerSwitchSeconds: 0 });
}

describe('a signer of a key that was taken back', () => {
  it('has left it once it follows an activation after it', () => {
    expect(switchFrom(['first', 100, 110], ['second', 200, 210], ['first', 250, 260])).toEqual({
      missing: [],
      lastAt: 260,
    });
  });

  it('need not have come to it', () => {
    expect(switchFrom(['first', 100, 110], ['first', 250, 260])).toEqual({ missing: [], lastAt: 260 });
  });

  it('may yet come to it while it says what is from before, however late it says so', () => {
    expect(switchFrom(['first', 100, 110])).toEqual({ missing: ['as-1'], lastAt: null });
    expect(switchFrom(['zeroth', 50, 240], ['first', 100, 310])).toEqual({ missing: ['as-1'], lastAt: null });
  });
});

const switches = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 });

/** In order of time, one each second from 200 on, by what each says it is from. */
function signerOf(firstSeenAt: number, activations: readonly number[]) {
  const applied = activations.map((activeSince, index) => ({ kid: 'any', activeSince, at: 200 + index }));
  return { ...signer('as-1', 400, applied), firstSeenAt };
}

function switchOf(each: ReturnType<typeof signerOf>) {
  return signerSwitch({ now: 400, key: second, signers: [each], signerSwitchSeconds: 0 });
}

describe('a signer whose oldest switches are forgotten, and with them when it was first seen', () => {
  it('has never left a key earlier than it really has', () => {
    fc.assert(
      fc.property(
        switches,
        fc.integer({ min: 200, max: 300 }),
        fc.nat(7),
        (activations, seenAt, forgotten) => {
          const known = signerOf(seenAt, activations);
          const kept = known.applied.slice(Math.min(forgotten, known.applied.length - 1));
          const [truth, told] = [switchOf(known), switchOf({ ...known, firstSeenAt: 0, applied: kept })];
          expect(told.missing).toEqual(expect.arrayContaining([...truth.missing]));
          if (told.missing.length === 0) expect(told.lastAt ?? 0).toBeGreaterThanOrEqual(truth.lastAt ?? 0);
        },
      ),
    );
  });
});
