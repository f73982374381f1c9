import type { KeyState } from '@accord/contract';
import type { RotationContext } from '../rotation-context.js';
import type { RotationKey } from '../rotation-key.js';
import { accept, findKey, isBlank, refuse, type CommandResult } from './command.js';

const holdable: readonly KeyState[] = ['pre_active', 'published', 'active', 'deactivated'];

/** Whether a key in this state can be held or released: it still has a transition that a hold can keep from happening. */
export function isHoldable(state: KeyState): boolean {
  return holdable.includes(state);
}

/**
 * Keeps a key where it is: neither activated nor removed until `expiresAt` (epoch seconds, null: until released). One that
 * is held like that already stays as it is.
 */
export function holdKey(
  context: RotationContext,
  input: {
    readonly kid: string;
    readonly reason: string;
    readonly owner: string;
    readonly expiresAt: number | null;
  },
): CommandResult {
  if (isBlank(input.reason)) return refuse([{ code: 'reason_required' }]);
  const found = findKey(context, input.kid, holdable);
  if (!found.ok) return found;
  const { kid, ...hold } = input;
  if (isSameHold(found.key.hold, hold)) return accept([]);
  return accept([{ kind: 'hold', at: context.now, kid, hold, cause: 'command', reason: hold.reason }]);
}

/** Ends a hold; a key without one stays as it is. */
export function releaseKey(
  context: RotationContext,
  input: { readonly kid: string; readonly reason: string },
): CommandResult {
  const found = findKey(context, input.kid, holdable);
  if (!found.ok) return found;
  if (found.key.hold === null) return accept([]);
  return accept([
    { kind: 'release', at: context.now, kid: input.kid, cause: 'command', reason: input.reason },
  ]);
}

type Hold = NonNullable<RotationKey['hold']>;

function isSameHold(held: Hold | null, asked: Hold): boolean {
  if (held === null) return false;
  const { reason, owner, expiresAt } = asked;
  return held.reason === reason && held.owner === owner && held.expiresAt === expiresAt;
}
