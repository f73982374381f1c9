import type { KeyState } from '@accord/contract';
import { applyDecision } from '../apply-decision.js';
import type { CompromiseDecision, Decision } from '../decision.js';
import { isEmergency, planEmergency } from '../plan-emergency.js';
import type { RotationContext } from '../rotation-context.js';
import { safeBounds } from '../safe-bounds.js';
import { accept, findKey, isBlank, refuse, type Refusal } from './command.js';

/** What a compromise does, and what it costs. Durations in seconds. */
export interface CompromiseEffect {
  readonly ok: true;
  /** When it ends with a `create` or `publish`, `planTick` goes on at once: there is no key to sign with until then. */
  readonly decisions: readonly Decision[];
  /** For how long new tokens fail as `key_not_found` at worst: 0 with an aged standby. */
  readonly keyNotFoundSeconds: number;
  /** R: until the last verifier refuses the key; null when some verifier never expires its copy. */
  readonly exposureSeconds: number | null;
}

const reportable: readonly KeyState[] = [
  'pre_active',
  'published',
  'active',
  'deactivated',
  'removed',
  'destroyed',
];

/**
 * The emergency path, past every guard, freeze, hold and pause: the key leaves the JWKS for ever, and if it was the one
 * to sign with, the best standby takes over in the same transaction.
 */
export function compromiseKey(
  context: RotationContext,
  input: { readonly kid: string; readonly reason: string },
): CompromiseEffect | Refusal {
  if (isBlank(input.reason)) return refuse([{ code: 'reason_required' }]);
  const found = findKey(context, input.kid, reportable);
  if (!found.ok) return found;
  const { now } = context;
  const compromise: CompromiseDecision = { kind: 'compromise', at: now, ...input, cause: 'emergency' };
  const next = found.key.state === 'active' ? successor(context, compromise) : [];
  const { exposureSeconds, prepublishSeconds } = safeBounds(context.bounds);
  return {
    ...accept([compromise, ...next]),
    keyNotFoundSeconds: found.key.state === 'active' ? gapOf(next[0], prepublishSeconds) : 0,
    exposureSeconds,
  };
}

function successor(context: RotationContext, compromise: CompromiseDecision): Decision[] {
  const keys = applyDecision(context.keys, compromise, { version: 0, made: null });
  const after = { ...context, keys };
  if (!isEmergency(after)) return [];
  return planEmergency(after).decisions.map((decision) => ({ ...decision, reason: compromise.reason }));
}

/** A key that has yet to be made and published is unknown to every verifier for the whole lead. */
function gapOf(next: Decision | undefined, leadSeconds: number): number {
  return next?.kind === 'activate' ? next.keyNotFoundSeconds : leadSeconds;
}
