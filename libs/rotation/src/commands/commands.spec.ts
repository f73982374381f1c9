import { describe, expect, it } from 'vitest';
import { applyDecision } from '../apply-decision.js';
import { planTick } from '../plan-tick.js';
import {
  active,
  bounds,
  contextAt,
  key,
  next,
  old,
  standby,
  successor,
  verifier,
} from '../rotation-context.fixture.js';
import { activateKey } from './activate-key.js';
import { compromiseKey } from './compromise-key.js';
import { deactivateKey } from './deactivate-key.js';
import { holdKey, releaseKey } from './hold-key.js';
import { removeKey } from './remove-key.js';
import { rotateNow } from './rotate-now.js';

const hold = { reason: 'audit', owner: 'ada', expiresAt: null };
const plain = { reason: 'because', override: false };
const forced = { reason: 'because', override: true };
const fresh = { ...standby, publishedAt: 1990, activateAfter: 2097 };
const notAcknowledged = (now: number) => {
  const context = contextAt(now, [active, fresh]);
  return { ...context, facts: { ...context.facts, verifiers: [verifier(now, { appliedVersion: 1 })] } };
};

describe('rotateNow', () => {
  it('makes the hand-over due, so that the next tick starts the sequence and skips nothing', () => {
    const context = contextAt(2000, [active, standby]);
    const result = rotateNow(context, { reason: 'staff left' });
    expect(result).toEqual({
      ok: true,
      decisions: [
        { kind: 'request_rotation', at: 2000, kid: 'active', cause: 'command', reason: 'staff left' },
      ],
    });
    if (!result.ok || result.decisions[0] === undefined) throw new Error('refused');
    const keys = applyDecision(context.keys, result.decisions[0], { version: 9, made: null });
    expect(planTick({ ...context, keys })).toMatchObject({
      decisions: [{ kind: 'create', cause: 'next_standby_due' }],
      waits: [{ transition: 'activate', blockers: [{ code: 'standby_not_ready' }] }],
    });
    expect(rotateNow({ ...context, keys }, { reason: 'again' })).toEqual({ ok: true, decisions: [] });
  });

  it('refuses while paused, and without an active key', () => {
    const context = contextAt(2000, [active]);
    const paused = { ...context, settings: { ...context.settings, paused: true } };
    expect(rotateNow(paused, plain)).toEqual({ ok: false, blockers: [{ code: 'paused' }] });
    expect(rotateNow(contextAt(0, []), plain)).toEqual({ ok: false, blockers: [{ code: 'no_active_key' }] });
  });
});

describe('activateKey', () => {
  it('activates an aged and acknowledged standby ahead of the schedule', () => {
    expect(activateKey(contextAt(2000, [active, standby]), { ...plain, kid: 'standby' })).toMatchObject({
      ok: true,
      decisions: [{ path: 'command', reason: 'because', overridden: [], replaces: { kid: 'active' } }],
    });
  });

  it('obeys the guards', () => {
    expect(activateKey(notAcknowledged(2000), { ...plain, kid: 'standby' })).toMatchObject({
      ok: false,
      blockers: [{ code: 'lead_not_elapsed', until: 2097 }, { code: 'fleet_not_acknowledged' }],
    });
  });

  it('passes them by an override, and says what it passed and for how long tokens fail', () => {
    expect(activateKey(notAcknowledged(2000), { ...forced, kid: 'standby' })).toMatchObject({
      ok: true,
      decisions: [
        {
          path: 'override',
          overridden: [{ code: 'lead_not_elapsed' }, { code: 'fleet_not_acknowledged' }],
          keyNotFoundSeconds: 97,
        },
      ],
    });
  });

  it('does not override without a reason, nor a hold, nor contracts that refuse the algorithm', () => {
    expect(activateKey(notAcknowledged(2000), { kid: 'standby', override: true, reason: ' ' })).toEqual({
      ok: false,
      blockers: [{ code: 'reason_required' }],
    });
    const context = contextAt(2000, [active, { ...standby, hold }]);
    const refused = { ...context, facts: { ...context.facts, contractsRefusingAlg: ['orders'] } };
    expect(activateKey(refused, { ...forced, kid: 'standby' })).toMatchObject({
      ok: false,
      blockers: [{ code: 'alg_not_allowed' }, { code: 'hold' }],
    });
  });

  it('takes a deactivated key back at once, and stores its replacement’s overlap', () => {
    const context = contextAt(1100, [old, successor, standby]);
    const result = activateKey(context, { ...plain, kid: 'old' });
    expect(result).toMatchObject({
      ok: true,
      decisions: [{ kid: 'old', path: 'undo', replaces: { kid: 'successor', removeAfter: 1792 } }],
    });
    if (!result.ok || result.decisions[0] === undefined) throw new Error('refused');
    const keys = applyDecision(context.keys, result.decisions[0], { version: 9, made: null });
    expect(keys).toMatchObject([
      { kid: 'old', state: 'active', activatedAt: 0, deactivatedAt: null, removeAfter: null },
      { kid: 'successor', state: 'deactivated', deactivatedAt: 1100, removeAfter: 1792 },
      { kid: 'standby', state: 'published' },
    ]);
  });

  it.each(['pre_active', 'active', 'removed', 'destroyed', 'compromised'] as const)(
    'refuses a key that is %s',
    (state) => {
      const context = contextAt(2000, [active, key('other', { state })]);
      expect(activateKey(context, { ...forced, kid: 'other' })).toEqual({
        ok: false,
        blockers: [{ code: 'wrong_state', state, expected: ['published', 'deactivated'] }],
      });
      expect(activateKey(context, { ...forced, kid: 'none' })).toEqual({
        ok: false,
        blockers: [{ code: 'unknown_key' }],
      });
    },
  );
});

describe('deactivateKey', () => {
  it('hands over to the standby, under its guards, and never leaves none', () => {
    const asked = { ...plain, kid: 'active' };
    expect(deactivateKey(contextAt(2000, [active, standby]), asked)).toMatchObject({
      ok: true,
      decisions: [{ kid: 'standby' }],
    });
    expect(deactivateKey(notAcknowledged(2000), asked)).toMatchObject({ ok: false });
    expect(deactivateKey(contextAt(2000, [active]), asked)).toEqual({
      ok: false,
      blockers: [{ code: 'no_standby' }],
    });
  });
});

describe('removeKey', () => {
  it('waits for the overlap, unless overridden, and says for how long tokens fail', () => {
    const context = contextAt(1600, [old, successor, standby]);
    expect(removeKey(context, { ...plain, kid: 'old' })).toMatchObject({
      ok: false,
      blockers: [{ code: 'overlap_not_elapsed', until: 1692 }, { code: 'verifier_not_drained' }],
    });
    expect(removeKey(context, { ...forced, kid: 'old' })).toMatchObject({
      ok: true,
      decisions: [
        { kind: 'remove', keyNotFoundSeconds: 92, overridden: [{ code: 'overlap_not_elapsed' }, {}] },
      ],
    });
  });

  it('never removes a held key, nor the last one, override or not', () => {
    const held = contextAt(5000, [{ ...old, hold }, successor, standby]);
    expect(removeKey(held, { ...forced, kid: 'old' })).toMatchObject({
      ok: false,
      blockers: [{ code: 'hold' }],
    });
    const alone = contextAt(5000, [old]);
    expect(removeKey(alone, { ...forced, kid: 'old' })).toEqual({
      ok: false,
      blockers: [{ code: 'last_key' }],
    });
  });
});

describe('holdKey and releaseKey', () => {
  it('put a hold on a live key and take it off', () => {
    const context = contextAt(2000, [active, standby]);
    const result = holdKey(context, { ...hold, kid: 'standby' });
    expect(result).toMatchObject({ ok: true, decisions: [{ kind: 'hold', kid: 'standby', hold }] });
    const held = { ...context, keys: [active, { ...standby, hold }] };
    expect(holdKey(held, { ...hold, kid: 'standby' })).toEqual({ ok: true, decisions: [] });
    expect(holdKey(held, { ...hold, reason: 'another', kid: 'standby' })).toMatchObject({
      decisions: [{ kind: 'hold' }],
    });
    expect(releaseKey(held, { ...plain, kid: 'standby' })).toMatchObject({
      ok: true,
      decisions: [{ kind: 'release' }],
    });
    expect(releaseKey(context, { ...plain, kid: 'standby' })).toEqual({ ok: true, decisions: [] });
  });

  it('need a reason and a key that is still about', () => {
    const context = contextAt(2000, [active, key('gone', { state: 'removed' })]);
    expect(holdKey(context, { ...hold, reason: '', kid: 'active' })).toMatchObject({
      blockers: [{ code: 'reason_required' }],
    });
    expect(holdKey(context, { ...hold, kid: 'gone' })).toMatchObject({ blockers: [{ code: 'wrong_state' }] });
  });
});

describe('compromiseKey', () => {
  const leak = { kid: 'active', reason: 'laptop stolen' };

  it('ends the hold on the key: nothing is left to be kept from happening', () => {
    const context = contextAt(1100, [active, { ...standby, hold }]);
    const effect = compromiseKey(context, { ...leak, kid: 'standby' });
    const [decision] = effect.ok ? effect.decisions : [];
    if (decision === undefined) throw new Error('it must be possible');
    const [, after] = applyDecision(context.keys, decision, { version: 0, made: null });
    expect(after).toMatchObject({ state: 'compromised', hold: null });
  });

  it('promotes the aged standby in the same breath', () => {
    expect(compromiseKey(contextAt(3550, [active, next, standby]), leak)).toMatchObject({
      ok: true,
      decisions: [
        { kind: 'compromise', kid: 'active', reason: 'laptop stolen' },
        { kind: 'activate', kid: 'standby', path: 'emergency', replaces: null, reason: 'laptop stolen' },
      ],
      keyNotFoundSeconds: 0,
      exposureSeconds: 105,
    });
  });

  it('prefers an aged key to a fresh one, and a free one to a held one', () => {
    const held = contextAt(3600, [active, { ...standby, hold }, next]);
    expect(compromiseKey(held, leak)).toMatchObject({ decisions: [{}, { kid: 'next' }] });
    const agedButHeld = contextAt(3550, [active, { ...standby, hold }, next]);
    expect(compromiseKey(agedButHeld, leak)).toMatchObject({ decisions: [{}, { kid: 'standby' }] });
  });

  it('activates a fresh one anyway, or has one made, and says for how long tokens fail', () => {
    expect(compromiseKey(contextAt(2000, [active, fresh]), leak)).toMatchObject({
      decisions: [{}, { kind: 'activate', keyNotFoundSeconds: 97 }],
      keyNotFoundSeconds: 97,
    });
    expect(compromiseKey(contextAt(2000, [active]), leak)).toMatchObject({
      decisions: [{ kind: 'compromise' }, { kind: 'create', cause: 'emergency' }],
      keyNotFoundSeconds: 107,
    });
  });

  it('is unbounded in exposure where a verifier never expires its copy', () => {
    const stuck = {
      name: 'stuck',
      copyAgeSeconds: null,
      refetchesOnMiss: true,
      cooldownSeconds: 1,
      negativeCacheSeconds: 0,
    };
    const context = { ...contextAt(2000, [active, standby]), bounds: { ...bounds, verifiers: [stuck] } };
    expect(compromiseKey(context, leak)).toMatchObject({ ok: true, exposureSeconds: null });
  });

  it.each(['pre_active', 'published', 'deactivated', 'removed', 'destroyed'] as const)(
    'takes a key that is %s out without promoting',
    (state) => {
      const context = contextAt(2000, [active, standby, key('leaked', { state })]);
      expect(compromiseKey(context, { ...leak, kid: 'leaked' })).toMatchObject({
        ok: true,
        decisions: [{ kind: 'compromise', kid: 'leaked' }],
        keyNotFoundSeconds: 0,
      });
    },
  );

  it('is terminal and needs a reason', () => {
    const context = contextAt(2000, [active, key('leaked', { state: 'compromised' })]);
    expect(compromiseKey(context, { ...leak, kid: 'leaked' })).toMatchObject({
      blockers: [{ code: 'wrong_state' }],
    });
    expect(compromiseKey(context, { ...leak, reason: '' })).toMatchObject({
      blockers: [{ code: 'reason_required' }],
    });
  });
});
