import type { Blocker } from './blocker.js';
import type { Decision } from './decision.js';

/** A transition that does not happen yet, and everything it waits for. */
export interface Wait {
  readonly transition: 'publish' | 'activate' | 'remove' | 'destroy';
  /** Null while the key does not exist yet. */
  readonly kid: string | null;
  readonly blockers: readonly Blocker[];
}

/** What to do now, and what waits. */
export interface Plan {
  readonly decisions: readonly Decision[];
  readonly waits: readonly Wait[];
}

/** A plan in which nothing happens and nothing waits. */
export const nothing: Plan = { decisions: [], waits: [] };

/** Several plans as one, in their order. */
export function combine(plans: readonly Plan[]): Plan {
  return {
    decisions: plans.flatMap((plan) => plan.decisions),
    waits: plans.flatMap((plan) => plan.waits),
  };
}

/** The decision if nothing blocks it, else the wait. */
export function decideOrWait(
  wait: Omit<Wait, 'blockers'>,
  blockers: readonly Blocker[],
  decide: () => Decision,
): Plan {
  return blockers.length === 0
    ? { decisions: [decide()], waits: [] }
    : { decisions: [], waits: [{ ...wait, blockers }] };
}
