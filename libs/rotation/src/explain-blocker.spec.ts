import { describe, expect, it } from 'vitest';
import { explainBlocker } from './explain-blocker.js';

const ref = { service: 'orders', environment: 'production', instance: 'orders-1' };
const fleet = {
  code: 'fleet_not_acknowledged',
  environment: 'production',
  live: 40,
  acknowledged: 37,
  needed: 40,
  waitUntil: 1,
} as const;

describe('explainBlocker', () => {
  it('says for how many of how many it waits', () => {
    const blocker = { ...fleet, missing: [ref, ref, ref], silent: [], personMustDecide: false };
    expect(explainBlocker(blocker)).toBe('Waiting for 3 of 40 instances in production to hold the key.');
  });

  it('asks a person once the waiting time is over', () => {
    const blocker = { ...fleet, missing: [], silent: [ref], personMustDecide: true };
    expect(explainBlocker(blocker)).toBe(
      'Waiting for 0 of 40 instances in production and 1 that fell silent to hold the key. The waiting time is over: override with a reason, or stop these instances.',
    );
  });

  it('names signers and holders', () => {
    expect(explainBlocker({ code: 'signer_not_acknowledged', missing: ['as-1', 'as-2'] })).toContain(
      '2 signers to switch to the new key: as-1, as-2',
    );
    expect(explainBlocker({ code: 'hold', until: null, reason: 'audit', owner: 'ada' })).toContain(
      'ada holds the key: audit',
    );
  });
});
