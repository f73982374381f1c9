import type { Cause, CreateDecision, PublishDecision } from './decision.js';
import { decideOrWait, nothing, type Plan } from './plan.js';
import { algBlockers, publicationBlockers } from './publication-guard.js';
import { activeKey, leadSeconds, ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn, type RotationKey } from './rotation-key.js';

/** When the key after the standby is published, so that it is aged when the standby activates; null without an active key. */
export function nextStandbyAt(context: RotationContext): number | null {
  const handoverAt = activeKey(context)?.deactivateAfter ?? null;
  return handoverAt === null ? null : handoverAt - leadSeconds(context);
}

/** Keeps one published key in reserve, and a second one from one lead before the hand-over on. */
export function planStandby(context: RotationContext): Plan {
  const published = keysIn(ownKeys(context), 'published').length;
  const dueAt = nextStandbyAt(context);
  const wanted = isFirst(context) || (dueAt !== null && context.now < dueAt) ? 1 : 2;
  if (published < wanted) return prepare(context, causeOf(context, published));
  if (dueAt === null || published > 1) return nothing;
  return {
    decisions: [],
    waits: [{ transition: 'publish', kid: null, blockers: [{ code: 'not_due', until: dueAt }] }],
  };
}

/** Publishes a key that was made before, or makes one, if contracts allow its algorithm. */
export function prepare(context: RotationContext, cause: Cause): Plan {
  const made = keysIn(ownKeys(context), 'pre_active')[0];
  const wait = { transition: 'publish' as const, kid: made?.kid ?? null };
  if (made === undefined)
    return decideOrWait(wait, algBlockers(context), () => createDecision(context, cause));
  return decideOrWait(wait, publicationBlockers(context, made), () => publishDecision(context, made, cause));
}

/** Whether this algorithm's next key is the very first that the issuer activates: nobody holds tokens or keys of it yet. */
export function isFirst(context: RotationContext): boolean {
  const known = context.keys.filter((key) => key.publishedAt !== null);
  if (known.some((key) => key.state !== 'published')) return false;
  const oldest = keysIn(known, 'published')[0];
  return oldest === undefined || oldest.alg === context.settings.alg;
}

function causeOf(context: RotationContext, published: number): Cause {
  if (isFirst(context)) return 'first_key';
  return published === 0 ? 'standby_missing' : 'next_standby_due';
}

function createDecision(context: RotationContext, cause: Cause): CreateDecision {
  return { kind: 'create', at: context.now, alg: context.settings.alg, cause, reason: null };
}

function publishDecision(context: RotationContext, key: RotationKey, cause: Cause): PublishDecision {
  const activateAfter = context.now + leadSeconds(context);
  return { kind: 'publish', at: context.now, kid: key.kid, activateAfter, cause, reason: null };
}
