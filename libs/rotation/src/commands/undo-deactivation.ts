import { handover } from '../handover.js';
import type { RotationContext } from '../rotation-context.js';
import { accept, findKey, type CommandResult } from './command.js';

/**
 * Takes a hand-over back: a deactivated key, which every verifier still holds, becomes active again in place of the
 * present one. Waits for nothing.
 */
export function undoDeactivation(
  context: RotationContext,
  input: { readonly kid: string; readonly reason: string },
): CommandResult {
  const found = findKey(context, input.kid, ['deactivated']);
  if (!found.ok) return found;
  const why = { path: 'undo', cause: 'command', reason: input.reason, overridden: [] } as const;
  return accept([handover(context, found.key, why)]);
}
