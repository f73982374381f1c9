import type { ServiceEnvironment, ServiceView } from '@accord/contract/http';
import type { NextKeyEventRow } from './next-key-events.repository.js';
import type { ServiceEntity } from './service.entity.js';
import { MINUTES_SHOWN, type MinuteRow, type StandingRow } from './service-standing.repository.js';

/** The start (epoch seconds) of the first of the minutes shown, the last one being the present one. */
export function firstMinute(now: number): number {
  return (Math.floor(now / 60) - (MINUTES_SHOWN - 1)) * 60;
}

/** What is known beside the services themselves. */
export interface ServiceFacts {
  standing: readonly StandingRow[];
  minutes: readonly MinuteRow[];
  nextKeyEvents: readonly NextKeyEventRow[];
  /** The ids of those that the caller starred. */
  starred: ReadonlySet<string>;
}

/** A service with how it stands in every environment. The facts may be those of other services too. */
export function serviceView(service: ServiceEntity, facts: ServiceFacts): ServiceView {
  const minutes = facts.minutes.filter((row) => row.service_id === service.id);
  const nextKeyEvents = facts.nextKeyEvents.filter((row) => row.service_id === service.id);
  return {
    id: service.id,
    name: service.name,
    title: service.title,
    owner: service.owner,
    description: service.description,
    created_at: service.createdAt,
    archived_at: service.archivedAt,
    starred: facts.starred.has(service.id),
    environments: facts.standing
      .filter((row) => row.service_id === service.id)
      .map((row) => environmentView(row, minutes, nextKeyEvents)),
  };
}

function environmentView(
  row: StandingRow,
  minutes: readonly MinuteRow[],
  nextKeyEvents: readonly NextKeyEventRow[],
): ServiceEnvironment {
  const next = nextKeyEvents.find(({ environment_id: id }) => id === row.environment_id);
  return {
    environment: row.environment,
    published: publishedView(row),
    bundle_version: row.bundle_version,
    has_draft: row.has_draft,
    instances: instanceCounts(row),
    last_hour: lastHour(minutes.filter((minute) => minute.environment_id === row.environment_id)),
    next_key_event: next === undefined ? null : eventView(next),
  };
}

function instanceCounts({ instances }: StandingRow): ServiceEnvironment['instances'] {
  const { in_sync = 0, rolling_out = 0, behind = 0, ahead = 0, refused = 0, silent = 0 } = instances;
  const total = in_sync + rolling_out + behind + ahead + refused + silent;
  return { total, in_sync, rolling_out, behind, ahead, refused, silent };
}

function eventView({ issuer, alg, event, at }: NextKeyEventRow): ServiceEnvironment['next_key_event'] {
  return { issuer, alg, event, at };
}

function publishedView(row: StandingRow): ServiceEnvironment['published'] {
  const { version, hash, published_at, published_by, reason, enforcement } = row;
  if (version === null || hash === null || published_at === null) return null;
  if (published_by === null || enforcement === null) return null;
  return { version, hash, published_at, published_by, reason, enforcement };
}

function lastHour(minutes: readonly MinuteRow[]): ServiceEnvironment['last_hour'] {
  const refusedPerMinute = new Array<number>(MINUTES_SHOWN).fill(0);
  let accepted = 0;
  let refused = 0;
  for (const row of minutes) {
    refusedPerMinute[row.minute] = row.refused;
    accepted += row.accepted;
    refused += row.refused;
  }
  return { accepted, refused, refused_per_minute: refusedPerMinute };
}
