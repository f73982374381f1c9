import type { InspectedCheck } from '@accord/contract/http';

export type GroupState = InspectedCheck['state'] | 'partly_assumed';

/** One word for the checks of a group. It never says that all passed when some were only taken as good. */
export function groupState(checks: readonly Pick<InspectedCheck, 'state'>[]): GroupState {
  const states = new Set(checks.map(({ state }) => state));
  if (states.has('failed')) return 'failed';
  states.delete('not_checked');
  if (states.has('assumed') && states.size > 1) return 'partly_assumed';
  const [first] = states;
  return first ?? 'not_checked';
}
