import type { RotationContext } from '../rotation-context.js';
import { ownKeys } from '../rotation-context.js';
import { keysIn } from '../rotation-key.js';
import { activateKey } from './activate-key.js';
import { findKey, refuse, type CommandResult, type KeyCommandInput } from './command.js';

/** Retires the active key by activating the oldest standby, under the standby's guards: there is never none to sign with. */
export function deactivateKey(context: RotationContext, input: KeyCommandInput): CommandResult {
  const found = findKey(context, input.kid, ['active']);
  if (!found.ok) return found;
  const standby = keysIn(ownKeys(context), 'published')[0];
  if (standby === undefined) return refuse([{ code: 'no_standby' }]);
  return activateKey(context, { ...input, kid: standby.kid });
}
