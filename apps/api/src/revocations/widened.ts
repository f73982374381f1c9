import type { RevocationEntity } from './revocation.entity.js';

/**
 * What is in force once the same is asked for again: whatever either refuses, for as long as either does, told as it was
 * asked for last. What the one in force covers already stays as it is.
 */
export function widened(inForce: RevocationEntity, asked: RevocationEntity): RevocationEntity {
  const before = widest(inForce.before, asked.before);
  const until = Math.max(inForce.until, asked.until);
  if (before === inForce.before && until === inForce.until) return inForce;
  return { ...asked, id: inForce.id, before, until };
}

/** null: every token. */
function widest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other);
}
