import { Injectable } from '@nestjs/common';
import type { FailureReason, Outcome } from '@accord/contract';
import { MOST_FACET_VALUES, type FailureDimension, type FailuresQuery } from '@accord/contract/http';
import { DataSource, type EntityManager } from 'typeorm';
import { minuteSumsSince } from '../verdict-sums/grains.js';
import { findUnsummed } from '../verdict-sums/unsummed.js';
import { type MarkerRow, readMarkers } from './change-markers.js';
import {
  type AskedPlaces,
  countFilter,
  DIMENSION_COLUMNS,
  type Filter,
  placeFilter,
  wantedReasons,
} from './failures.query.js';
import { INSTANCES, isOfReports, NAME_JOINS, sourceOf, type Reading } from './failures-source.js';

export interface SeriesRow {
  start: number;
  outcome_is_accepted: boolean;
  value: string;
  count: number;
}
export interface TotalRow {
  service: string;
  environment: string;
  outcome: Outcome;
  count: number;
}
export interface OutcomeRow {
  environment: string;
  outcome: Outcome;
  count: number;
}
/** A service and how many of its requests were refused. */
export interface RankedService {
  id: string;
  name: string;
  refused: number;
}
export interface FacetRow {
  dimension: FailureDimension;
  value: string;
  count: number;
}
export interface NoteRow {
  service: string;
  note: string;
  value: string | null;
  count: number;
}

/** Everything that the page shows, read at one moment: its numbers add up. */
export interface FailuresData {
  series: SeriesRow[];
  outcomes: OutcomeRow[];
  services: RankedService[];
  totals: TotalRow[];
  totals_complete: boolean;
  facets: FacetRow[];
  notes: NoteRow[];
  dropped: number;
  markers: MarkerRow[];
}

/** Services in one answer: whoever has more looks at those that refuse the most. */
const MOST_SERVICES = 100;

@Injectable()
export class FailuresRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** `now` in epoch seconds. */
  read(query: FailuresQuery, step: number, now: number): Promise<FailuresData> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      // Of what is added up already, starting workers takes longer than they save.
      if (!isOfReports(query, [query.group_by]))
        await manager.query('SET LOCAL max_parallel_workers_per_gather = 0');
      const places = await findPlaces(manager, query);
      const asked = {
        query,
        places,
        counts: countFilter(query, places),
        sums: { minutesSince: minuteSumsSince(now), unsummed: await findUnsummed(manager, query) },
      };
      const onPlaces = placeFilter(query, places);
      const ranked = await rankServices(manager, asked);
      const services = ranked.slice(0, MOST_SERVICES);
      return {
        series: [...(await readAccepted(manager, asked, step)), ...(await readRefused(manager, asked, step))],
        outcomes: await readOutcomes(manager, asked),
        services,
        totals: await readTotals(manager, asked, services),
        totals_complete: ranked.length <= MOST_SERVICES,
        facets: await readFacets(manager, asked),
        notes: await readNotes(manager, onPlaces),
        dropped: await readDropped(manager, onPlaces),
        markers: await readMarkers(manager, query, places),
      };
    });
  }
}

/** A query with what was found out for all of its readings. */
interface Asked {
  readonly query: FailuresQuery;
  readonly places: AskedPlaces;
  readonly counts: Filter;
  readonly sums: Pick<Reading, 'minutesSince' | 'unsummed'>;
}

/** Names become ids first: a condition on an id reaches the index of every table that is read, a join does not. */
async function findPlaces(
  manager: EntityManager,
  { service, environment }: FailuresQuery,
): Promise<AskedPlaces> {
  return {
    services: await findIds(manager, 'services', service),
    environments: await findIds(manager, 'environments', environment),
  };
}

async function findIds(
  manager: EntityManager,
  table: 'services' | 'environments',
  name: string | undefined,
): Promise<string[] | undefined> {
  if (name === undefined) return undefined;
  const rows = await manager.query<{ id: string }[]>(`SELECT id FROM ${table} WHERE name = $1`, [name]);
  return rows.map(({ id }) => id);
}

/** Accepted requests are one series; refused ones are split by the dimension. */
function readAccepted(manager: EntityManager, asked: Asked, step: number): Promise<SeriesRow[]> {
  const { query, counts, sums } = asked;
  return manager.query<SeriesRow[]>(
    `SELECT v.window_start / ${step} * ${step} AS start, true AS outcome_is_accepted, '' AS value,
       sum(v.count)::bigint AS count
     FROM ${sourceOf(query, { dimensions: [], step, ...sums })}
     WHERE ${counts.where} AND v.outcome = 'accepted' GROUP BY 1 ORDER BY 1`,
    [...counts.parameters],
  );
}

function readRefused(manager: EntityManager, asked: Asked, step: number): Promise<SeriesRow[]> {
  const { query, sums } = asked;
  const { where, parameters } = refusedFilter(asked);
  return manager.query<SeriesRow[]>(
    `SELECT v.window_start / ${step} * ${step} AS start, false AS outcome_is_accepted,
       ${DIMENSION_COLUMNS[query.group_by]} AS value, sum(v.count)::bigint AS count
     FROM ${sourceOf(query, { dimensions: [query.group_by], step, ...sums })}
     ${NAME_JOINS[query.group_by] ?? ''}
     WHERE ${where} GROUP BY 1, 3 ORDER BY 1`,
    [...parameters],
  );
}

function readOutcomes(manager: EntityManager, { query, counts, sums }: Asked): Promise<OutcomeRow[]> {
  const reason = reasonCondition(wantedReasons(query), counts.parameters.length + 1);
  return manager.query<OutcomeRow[]>(
    `SELECT e.name AS environment, v.outcome, sum(v.count)::bigint AS count
     FROM ${sourceOf(query, { dimensions: ['environment'], ...sums })} ${NAME_JOINS.environment}
     WHERE ${counts.where} AND (v.outcome = 'accepted' OR ${reason.where})
     GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`,
    [...counts.parameters, ...reason.parameters],
  );
}

/** The services that are asked for, those with the most refused requests first, and one more than are shown. */
function rankServices(manager: EntityManager, asked: Asked): Promise<RankedService[]> {
  const { query, places, sums } = asked;
  const { where, parameters } = refusedFilter(asked);
  return manager.query<RankedService[]>(
    `SELECT s.id, s.name, coalesce(r.refused, 0) AS refused
     FROM services s LEFT JOIN (
       SELECT v.service_id, sum(v.count)::bigint AS refused
       FROM ${sourceOf(query, { dimensions: ['service'], ...sums })} WHERE ${where} GROUP BY 1
     ) AS r ON r.service_id = s.id
     WHERE $${parameters.length + 1}::uuid[] IS NULL OR s.id = ANY ($${parameters.length + 1})
     ORDER BY 3 DESC, 2 LIMIT ${MOST_SERVICES + 1}`,
    [...parameters, places.services ?? null],
  );
}

function readTotals(
  manager: EntityManager,
  { query, places, sums }: Asked,
  services: readonly RankedService[],
): Promise<TotalRow[]> {
  const counts = countFilter(query, { ...places, services: services.map(({ id }) => id) });
  const reason = reasonCondition(wantedReasons(query), counts.parameters.length + 1);
  return manager.query<TotalRow[]>(
    `SELECT s.name AS service, e.name AS environment, t.outcome, t.count
     FROM (
       SELECT v.service_id, v.environment_id, v.outcome, sum(v.count)::bigint AS count
       FROM ${sourceOf(query, { dimensions: ['service'], ...sums })}
       WHERE ${counts.where} AND (v.outcome = 'accepted' OR ${reason.where}) GROUP BY 1, 2, 3
     ) AS t JOIN services s ON s.id = t.service_id JOIN environments e ON e.id = t.environment_id
     ORDER BY 1, 2, 4 DESC, 3`,
    [...counts.parameters, ...reason.parameters],
  );
}

/** What outcomes and services do not tell. What means little without its service is read when one is chosen. */
async function readFacets(manager: EntityManager, asked: Asked): Promise<FacetRow[]> {
  if (asked.query.service === undefined) return readFacetsOf(manager, asked, ['issuer', 'kid']);
  return [
    ...(await readFacetsOf(manager, asked, ['issuer', 'kid', 'contract_version'])),
    ...(await readFacetsOf(manager, asked, ['instance', 'sdk'])),
  ];
}

/** Several facets in one pass over the rows. */
function readFacetsOf(
  manager: EntityManager,
  asked: Asked,
  dimensions: readonly FailureDimension[],
): Promise<FacetRow[]> {
  const { query, sums } = asked;
  const { where, parameters } = refusedFilter(asked);
  const pairs = dimensions.map((name) => `('${name}', ${DIMENSION_COLUMNS[name]})`).join(', ');
  return manager.query<FacetRow[]>(
    `SELECT dimension, value, count FROM (
       SELECT facet.dimension, facet.value, sum(v.count)::bigint AS count,
         row_number() OVER (PARTITION BY facet.dimension ORDER BY sum(v.count) DESC, facet.value) AS place
       FROM ${sourceOf(query, { dimensions, ...sums })}
       CROSS JOIN LATERAL (VALUES ${pairs}) AS facet (dimension, value)
       WHERE ${where} GROUP BY 1, 2
     ) AS ranked WHERE place <= ${MOST_FACET_VALUES} ORDER BY dimension, place`,
    [...parameters],
  );
}

function refusedFilter({ query, counts }: Asked): Filter {
  const reason = reasonCondition(wantedReasons(query), counts.parameters.length + 1);
  return {
    where: `${counts.where} AND v.outcome <> 'accepted' AND ${reason.where}`,
    parameters: [...counts.parameters, ...reason.parameters],
  };
}

function readNotes(manager: EntityManager, { where, parameters }: Filter): Promise<NoteRow[]> {
  return manager.query<NoteRow[]>(
    `SELECT s.name AS service, v.note, nullif(v.value, '') AS value, sum(v.count)::bigint AS count
     FROM verdict_notes v JOIN services s ON s.id = v.service_id ${INSTANCES}
     WHERE ${where} GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3`,
    [...parameters],
  );
}

/** Hardly any report has dropped something: an index of those that did leads to them. */
async function readDropped(manager: EntityManager, { where, parameters }: Filter): Promise<number> {
  const [row] = await manager.query<{ dropped: number }[]>(
    `SELECT coalesce(sum(v.dropped), 0)::bigint AS dropped FROM reports v ${INSTANCES}
     WHERE v.dropped > 0 AND ${where}`,
    [...parameters],
  );
  return row?.dropped ?? 0;
}

function reasonCondition(wanted: readonly FailureReason[] | undefined, position: number): Filter {
  return wanted === undefined
    ? { where: 'true', parameters: [] }
    : { where: `v.outcome = ANY($${position})`, parameters: [wanted] };
}
