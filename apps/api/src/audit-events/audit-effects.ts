import { z } from 'zod';
import { ContractChange, type ChangeEvent } from '@accord/contract';
import type { AuditEffect } from '@accord/contract/http';

const CHANGED = 'contract.published';
const WithChanges = z.looseObject({ changes: z.array(ContractChange) });

/** The actions that always do the same to what is accepted. */
const ACTIONS: Readonly<Record<AuditEffect, readonly string[]>> = {
  looser: ['revocation.lifted', 'issuer.cut_off_loosened'],
  tighter: ['revocation.created', 'issuer.cut_off', 'key.compromised'],
};

/** What an event does to the tokens that are accepted: more of them, fewer, or both; nothing where that is not its concern. */
export function effectsOf({ action, after }: Pick<ChangeEvent, 'action' | 'after'>): AuditEffect[] {
  const published = action === CHANGED ? WithChanges.safeParse(after).data : undefined;
  return (['looser', 'tighter'] as const).filter(
    (effect) =>
      ACTIONS[effect].includes(action) || published?.changes.some((change) => change.effect === effect),
  );
}

/**
 * The same as SQL over change_log, word for word as the indexes `change_log_looser` and `change_log_tighter` have it. Quotes
 * within a JSON string are escaped, so no reason can look like a change.
 */
export function effectCondition(effect: AuditEffect): string {
  const actions = [CHANGED, ...ACTIONS[effect]].map((action) => `'${action}'`).join(', ');
  const changes = `position('"effect":"${effect}"'::bytea IN canonical) > 0`;
  return `action IN (${actions}) AND (action <> '${CHANGED}' OR ${changes})`;
}
