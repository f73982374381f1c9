import { activeKey, type RotationContext } from '../rotation-context.js';
import { accept, refuse, type CommandResult } from './command.js';

/**
 * Starts the next rotation at once instead of when its interval ends. It skips no guard: the ticks that follow publish
 * the next standby and hand over when it has aged. Asking again while one is under way changes nothing.
 */
export function rotateNow(context: RotationContext, input: { readonly reason: string }): CommandResult {
  const active = activeKey(context);
  if (context.settings.paused) return refuse([{ code: 'paused' }]);
  if (active === null) return refuse([{ code: 'no_active_key' }]);
  if (active.deactivateAfter !== null && active.deactivateAfter <= context.now) return accept([]);
  return accept([
    { kind: 'request_rotation', at: context.now, kid: active.kid, cause: 'command', reason: input.reason },
  ]);
}
