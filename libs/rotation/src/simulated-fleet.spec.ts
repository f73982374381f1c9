import { expect, it } from 'vitest';
import { signerSwitches } from './simulated-fleet.js';

it('lets a switch wait until the last of several overlapping downtimes is over', () => {
  const downtime = [
    { from: 557, until: 827 },
    { from: 556, until: 829 },
  ];
  const activations = [
    { at: 0, kid: 'first' },
    { at: 300, kid: 'second' },
    { at: 330, kid: 'third' },
  ];
  const past = { start: 0, changes: [], activations };
  const signer = { instance: 'as-1', switchesAfterSeconds: 256 };
  expect(signerSwitches(signer, past, downtime).map(({ at }) => at)).toEqual([0, 829, 829]);
});
