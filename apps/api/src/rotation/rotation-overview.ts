import type { RotationOverviewItem } from '@accord/contract/http';
import {
  earliest,
  explainBlocker,
  explainReading,
  isClock,
  needsPerson,
  nextTimes,
  planTick,
  standingOf,
  type Blocker,
  type Wait,
} from '@accord/rotation';
import type { IssuerKeyEntity } from '../issuer-keys/issuer-key.entity.js';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import type { LoadedRotation } from './rotation-contexts.js';
import { fleetView } from './rotation-view.js';

type Trouble = RotationOverviewItem['needs_person'];

/** A managed issuer in a line. */
export function managedOverview(
  issuer: IssuerEntity,
  keys: readonly IssuerKeyEntity[],
  loaded: readonly LoadedRotation[],
): RotationOverviewItem {
  const [first] = loaded;
  const schedules = loaded.map(({ schedule }) => schedule);
  const times = loaded.map(({ context }) => nextTimes(context));
  const fleet = first === undefined ? { live: 0, acknowledged: 0 } : fleetView(first.context);
  return {
    name: issuer.name,
    kind: 'managed',
    issuer: issuer.issuer,
    needs_person: loaded.flatMap(whatNeedsAPerson),
    held_up: loaded.flatMap(whatIsHeldUp),
    paused: schedules.some(({ settings }) => settings.paused),
    held_keys: keys.filter(({ hold }) => hold !== null).length,
    next_publish_at: earliest(times.map(({ publishAt }) => publishAt)),
    next_activate_at: earliest(times.map(({ activateAt }) => activateAt)),
    next_remove_at: earliest(times.map(({ removeAt }) => removeAt)),
    live: fleet.live,
    acknowledged: fleet.acknowledged,
  };
}

/** An issuer that keeps its own keys: only reading them can fail. */
export function externalOverview(issuer: IssuerEntity): RotationOverviewItem {
  const { lastFetchError: error } = issuer;
  const sentence = explainReading(issuer.lastFetchedAt, error);
  const trouble =
    sentence === null ? [] : [{ kid: null, code: 'jwks_not_read', sentence: said(sentence, error) }];
  return {
    name: issuer.name,
    kind: 'external',
    issuer: issuer.issuer,
    needs_person: error === null ? [] : trouble,
    held_up: error === null ? trouble : [],
    paused: false,
    held_keys: 0,
    next_publish_at: null,
    next_activate_at: null,
    next_remove_at: null,
    live: 0,
    acknowledged: 0,
  };
}

const said = (sentence: string, error: string | null) =>
  error === null ? `${sentence}.` : `${sentence}: ${error}`;

/** What needs a person first, then what is held up, then what happens soonest, then by name. */
export function mostUrgentFirst(a: RotationOverviewItem, b: RotationOverviewItem): number {
  return (
    Number(b.needs_person.length > 0) - Number(a.needs_person.length > 0) ||
    Number(b.held_up.length > 0) - Number(a.held_up.length > 0) ||
    nextOf(a) - nextOf(b) ||
    a.name.localeCompare(b.name)
  );
}

function whatNeedsAPerson({ context }: LoadedRotation): Trouble {
  return troubleOf(planTick(context).waits, needsPerson);
}

function whatIsHeldUp({ context }: LoadedRotation): Trouble {
  const waits = planTick(context).waits.filter((wait) => standingOf(context, wait) === 'held_up');
  return troubleOf(waits, (blocker) => !isClock(blocker));
}

/** The same trouble of several transitions is said once for each key. */
function troubleOf(waits: readonly Wait[], counts: (blocker: Blocker, wait: Wait) => boolean): Trouble {
  const found = waits.flatMap((wait) =>
    wait.blockers
      .filter((blocker) => counts(blocker, wait))
      .map((blocker) => ({ kid: wait.kid, code: blocker.code, sentence: explainBlocker(blocker) })),
  );
  return [...new Map(found.map((entry) => [`${entry.kid ?? ''} ${entry.sentence}`, entry])).values()];
}

function nextOf(item: RotationOverviewItem): number {
  return earliest([item.next_publish_at, item.next_activate_at, item.next_remove_at]) ?? Infinity;
}
