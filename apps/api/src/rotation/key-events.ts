import type { KeyView, RotationKeyView, RotationView } from '@accord/contract/http';
import { csvLine } from '../platform/http/csv.js';
import { icsCalendar } from '../platform/http/ics.js';

/** One step of a key, past or planned. Planned ones are the earliest time that the guards allow. */
export interface KeyEvent {
  at: number;
  event: string;
  planned: boolean;
  alg: string;
  /** null: the key is yet to be made. */
  kid: string | null;
}

/** Every step of every key of an issuer, in order. */
export function keyEvents(view: RotationView): KeyEvent[] {
  return [
    ...view.keys.flatMap(pastSteps),
    ...view.keys.flatMap(plannedSteps),
    ...view.schedules.flatMap(({ alg, next_publish_at: at }) => step(at, 'published', true, alg, null)),
  ].sort((a, b) => a.at - b.at);
}

function pastSteps(key: KeyView): KeyEvent[] {
  const past = (at: number | null, event: string) => step(at, event, false, key.alg, key.kid);
  return [
    ...past(key.created_at, 'created'),
    ...past(key.published_at, 'published'),
    ...past(key.activated_at, 'activated'),
    ...past(key.deactivated_at, 'deactivated'),
    ...past(key.removed_at, 'removed'),
    ...past(key.compromised_at, 'compromised'),
  ];
}

const NEXT_STEPS: Partial<Record<KeyView['state'], readonly string[]>> = {
  published: ['activated', 'deactivated'],
  active: ['deactivated', 'removed'],
  deactivated: ['removed'],
};

function plannedSteps(key: RotationKeyView): KeyEvent[] {
  const times = [key.next_transition_at, key.following_transition_at];
  return (NEXT_STEPS[key.state] ?? []).flatMap((event, index) =>
    step(times[index] ?? null, event, true, key.alg, key.kid),
  );
}

function step(
  at: number | null,
  event: string,
  planned: boolean,
  alg: string,
  kid: string | null,
): KeyEvent[] {
  return at === null ? [] : [{ at, event, planned, alg, kid }];
}

/** A line for each step: times in UTC. */
export function keyEventsCsv(view: RotationView): string {
  const lines = keyEvents(view).map(({ at, event, planned, alg, kid }) =>
    csvLine([new Date(at * 1000).toISOString(), planned ? 'planned' : 'past', event, alg, kid, view.issuer]),
  );
  return [csvLine(['at', 'when', 'event', 'alg', 'kid', 'issuer']), ...lines].join('');
}

/** An entry for each step; planned ones are tentative: they wait for the fleet, too. */
export function keyEventsIcs(view: RotationView): string {
  const events = keyEvents(view).map(({ at, event, planned, alg, kid }) => ({
    uid: `${kid ?? 'next'}-${alg}-${event}@${view.issuer}.accord`,
    at,
    summary: `${planned ? 'Planned: key' : 'Key'} ${event} (${view.issuer}, ${alg})`,
    description:
      (kid === null ? 'A key that is yet to be made.' : `Key ${kid}.`) +
      (planned ? ' The earliest time: it also waits for the fleet.' : ''),
    tentative: planned,
  }));
  return icsCalendar(`Keys of ${view.issuer}`, events, view.now);
}
