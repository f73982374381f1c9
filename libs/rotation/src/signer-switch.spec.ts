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
