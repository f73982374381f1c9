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

  it.each([
    { missing: [ref], silent: [], end: 'or stop what lacks the key.' },
    {
      missing: [],
      silent: [ref],
      end: 'or start what fell silent; 24 hours after its last poll nobody waits for it.',
    },
    {
      missing: [ref],
      silent: [ref],
      end: 'or stop what lacks the key and start what fell silent; 24 hours after its last poll nobody waits for it.',
    },
  ])(
    'asks a person once the waiting time is over, and says what would end it: $end',
    ({ missing, silent, end }) => {
      const blocker = { ...fleet, missing, silent, personMustDecide: true };
      expect(explainBlocker(blocker)).toMatch(/ The waiting time is over: override with a reason, /);
      expect(explainBlocker(blocker).endsWith(`override with a reason, ${end}`)).toBe(true);
    },
  );

  it('asks for no stop where everybody is silent', () => {
    const blocker = {
      environment: 'production',
      silent: [ref],
      waitUntil: 1,
      personMustDecide: true,
    } as const;
    expect(explainBlocker({ code: 'no_live_instance', ...blocker })).toBe(
      'No instance in production has been heard from lately, though 1 was within 24 hours. The waiting time is over: override with a reason, or start what fell silent; 24 hours after its last poll nobody waits for it.',
    );
  });

  it.each([
    [
      { state: 'active', expected: ['published', 'deactivated'] },
      'The key is active. This works with a key that is published or deactivated.',
    ],
    [
      { state: 'pre_active', expected: ['active'] },
      'The key is not published yet. This works with a key that is active.',
    ],
    [
      { state: 'destroyed', expected: ['pre_active', 'published', 'active'] },
      'The key is destroyed. This works with a key that is not published yet, published or active.',
    ],
    [
      { state: 'compromised', expected: ['active'] },
      'The key was reported compromised already. That is final: nothing more can be done with it.',
    ],
  ] as const)('says which keys a command is for: %o', (states, sentence) => {
    expect(explainBlocker({ code: 'wrong_state', ...states })).toBe(sentence);
  });

  it('tells the silent from those that are heard from', () => {
    const blocker = { ...fleet, missing: [ref, ref], silent: [ref, ref], personMustDecide: false };
    expect(explainBlocker(blocker)).toBe(
      'Waiting for 2 of 40 instances in production to hold the key, and for 2 that fell silent before they held it.',
    );
  });

  it('does not ask for the silent where the live ones hold the key', () => {
    const blocker = { ...fleet, missing: [], silent: [ref, ref], personMustDecide: false };
    expect(explainBlocker(blocker)).toBe(
      'Waiting for 2 instances in production that fell silent before they held the key.',
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
