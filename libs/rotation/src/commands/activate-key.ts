import { activationBlockers } from '../activation-guard.js';
import { handover } from '../handover.js';
import type { RotationContext } from '../rotation-context.js';
import { accept, findKey, refuse, standing, type CommandResult, type KeyCommandInput } from './command.js';
import { undoDeactivation } from './undo-deactivation.js';

/**
 * Activates a published key now, whatever the schedule's rhythm, if its guards hold or an override with a reason
 * passes them; the decision says for how long new tokens may then fail. A deactivated key is taken back.
 */
export function activateKey(context: RotationContext, input: KeyCommandInput): CommandResult {
  const found = findKey(context, input.kid, ['published', 'deactivated']);
  if (!found.ok) return found;
  if (found.key.state === 'deactivated') return undoDeactivation(context, input);
  const blockers = activationBlockers(context, found.key);
  const remaining = standing(blockers, input);
  if (remaining.length > 0) return refuse(remaining);
  const path = blockers.length > 0 ? 'override' : 'command';
  return accept([
    handover(context, found.key, { path, cause: 'command', reason: input.reason, overridden: blockers }),
  ]);
}
