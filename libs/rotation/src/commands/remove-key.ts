import { removal } from '../plan-removal.js';
import { drainedAt, removalBlockers } from '../removal-guard.js';
import type { RotationContext } from '../rotation-context.js';
import { accept, findKey, refuse, standing, type CommandResult, type KeyCommandInput } from './command.js';

/**
 * Removes a deactivated key from the JWKS, if its guards hold or an override with a reason passes them; the decision
 * says for how long old tokens may then fail. A hold has to be released first.
 */
export function removeKey(context: RotationContext, input: KeyCommandInput): CommandResult {
  const found = findKey(context, input.kid, ['deactivated']);
  if (!found.ok) return found;
  const blockers = removalBlockers(context, found.key);
  const remaining = standing(blockers, input);
  if (remaining.length > 0) return refuse(remaining);
  const keyNotFoundSeconds = Math.max(0, drainedAt(context, found.key) - context.now);
  const why = { cause: 'command', reason: input.reason, overridden: blockers, keyNotFoundSeconds } as const;
  return accept([removal(context, found.key, why)]);
}
