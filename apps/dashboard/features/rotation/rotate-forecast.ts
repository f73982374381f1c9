import type { RotationKeyView, RotationView } from '@accord/contract/http';

type Blocker = RotationView['blockers'][number];

export interface RotateForecast {
  /** The key that is next in line; null: it is yet to be made. */
  standby: RotationKeyView | null;
  /** Another standby has to be made, because none would be left for an emergency. */
  makesAnother: boolean;
  /** When the key becomes active at the earliest; epoch seconds. */
  activeAt: number;
  /** What that time is the end of: the lead of the key, of the standby that is left, or something in `waitsFor`. */
  lastGuard: 'lead' | 'reserve' | 'other' | null;
  /** What the hand-over waits for besides leads. */
  waitsFor: readonly Blocker[];
}

/** Ended by rotating now, or counted here as it will be then. */
const COUNTED: ReadonlySet<string> = new Set(['not_due', 'lead_not_elapsed', 'standby_not_ready']);

const oldestFirst = (a: RotationKeyView, b: RotationKeyView) =>
  (a.published_at ?? 0) - (b.published_at ?? 0) || a.created_at - b.created_at;

/** What rotating now would lead to, by the rules of the schedule. `lead` is the one in force, in seconds. */
export function rotateForecast(
  view: RotationView,
  { alg, lead, now }: { alg: string; lead: number; now: number },
): RotateForecast {
  const published = view.keys.filter((key) => key.alg === alg && key.state === 'published');
  const [standby = null, ...behind] = published.toSorted(oldestFirst);
  const waitsFor = view.blockers.filter(
    ({ transition, kid, code }) => transition === 'activate' && kid === standby?.kid && !COUNTED.has(code),
  );
  const leadEnd = (key: RotationKeyView) =>
    Math.max(key.activate_after ?? 0, (key.published_at ?? now) + view.bounds.prepublish_seconds);
  const guards = {
    lead: standby ? leadEnd(standby) : now + lead,
    reserve: behind.length > 0 ? Math.min(...behind.map(leadEnd)) : now + lead,
    other: Math.max(0, ...waitsFor.flatMap(({ until }) => until ?? [])),
  };
  const activeAt = Math.max(now, ...Object.values(guards));
  return {
    standby,
    makesAnother: standby !== null && behind.length === 0,
    activeAt,
    lastGuard: activeAt === now ? null : lastOf(guards),
    waitsFor,
  };
}

function lastOf(guards: Readonly<Record<'lead' | 'reserve' | 'other', number>>) {
  if (guards.lead >= Math.max(guards.reserve, guards.other)) return 'lead';
  return guards.reserve >= guards.other ? 'reserve' : 'other';
}
