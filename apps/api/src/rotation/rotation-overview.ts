import type { RotationOverviewItem } from '@accord/contract/http';
import { explainBlocker, needsPerson, nextTimes, planTick } from '@accord/rotation';
import type { IssuerKeyEntity } from '../issuer-keys/issuer-key.entity.js';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import type { LoadedRotation } from './rotation-contexts.js';
import { fleetView } from './rotation-view.js';

type NeedsPerson = RotationOverviewItem['needs_person'];

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
  const error = issuer.lastFetchError;
  return {
    name: issuer.name,
    kind: 'external',
    issuer: issuer.issuer,
    needs_person:
      error === null
        ? []
        : [{ kid: null, code: 'jwks_not_read', sentence: `The last good keys stay in force: ${error}` }],
    paused: false,
    held_keys: 0,
    next_publish_at: null,
    next_activate_at: null,
    next_remove_at: null,
    live: 0,
    acknowledged: 0,
  };
}

/** What needs a person first, then what happens soonest, then by name. */
export function mostUrgentFirst(a: RotationOverviewItem, b: RotationOverviewItem): number {
  return (
    Number(b.needs_person.length > 0) - Number(a.needs_person.length > 0) ||
    nextOf(a) - nextOf(b) ||
    a.name.localeCompare(b.name)
  );
}

/** The same trouble of several transitions is said once for each key. */
function whatNeedsAPerson({ context }: LoadedRotation): NeedsPerson {
  const found = planTick(context).waits.flatMap((wait) =>
    wait.blockers
      .filter((blocker) => needsPerson(blocker, wait))
      .map((blocker) => ({ kid: wait.kid, code: blocker.code, sentence: explainBlocker(blocker) })),
  );
  return [...new Map(found.map((entry) => [`${entry.kid ?? ''} ${entry.sentence}`, entry])).values()];
}

function nextOf(item: RotationOverviewItem): number {
  return earliest([item.next_publish_at, item.next_activate_at, item.next_remove_at]) ?? Infinity;
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
