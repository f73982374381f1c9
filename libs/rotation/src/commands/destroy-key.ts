import { destructionBlockers, destruction } from '../plan-destruction.js';
import type { RotationContext } from '../rotation-context.js';
import { accept, findKey, refuse, type CommandResult } from './command.js';

/** Erases a removed key's private part once its rollback window is over; there is no override. The tombstone stays. */
export function destroyKey(
  context: RotationContext,
  input: { readonly kid: string; readonly reason: string },
): CommandResult {
  const found = findKey(context, input.kid, ['removed']);
  if (!found.ok) return found;
  const blockers = destructionBlockers(context, found.key);
  if (blockers.length > 0) return refuse(blockers);
  return accept([destruction(context, found.key, { cause: 'command', reason: input.reason })]);
}
