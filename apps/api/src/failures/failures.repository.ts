import { Injectable } from '@nestjs/common';
import type { Outcome } from '@accord/contract';
import type { FailureDimension, FailuresQuery } from '@accord/contract/http';
import { DataSource, type EntityManager } from 'typeorm';
import {
  countFilter,
  DIMENSION_COLUMNS,
  type Filter,
  placeFilter,
  wantedOutcomes,
} from './failures.query.js';

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
export interface MarkerRow {
  at: number;
  change_number: number;
  action: string;
  label: string;
}

/** Everything that the page shows, read at one moment: its numbers add up. */
export interface FailuresData {
  series: SeriesRow[];
  totals: TotalRow[];
  facets: FacetRow[];
  notes: NoteRow[];
  dropped: number;
  markers: MarkerRow[];
}

const NAMES = `JOIN services s ON s.id = v.service_id JOIN environments e ON e.id = v.environment_id
  LEFT JOIN instances i ON i.service_id = v.service_id AND i.environment_id = v.environment_id AND i.instance = v.instance`;
const COUNTS = `verdict_counts v ${NAMES}`;
/** Values of one facet, most frequent first. */
const MOST_FACET_VALUES = 50;
const MOST_MARKERS = 200;
/** What changes verdicts: publications, every step of a key, revocations, and the cut-off of an issuer. */
const MARKER_ACTIONS = `(c.object_kind IN ('contract', 'issuer_key', 'key') OR c.action LIKE 'revocation.%'
  OR c.action = 'issuer.cut_off')`;

@Injectable()
export class FailuresRepository {
  constructor(private readonly dataSource: DataSource) {}

  read(query: FailuresQuery, step: number): Promise<FailuresData> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      const counts = countFilter(query);
      const places = placeFilter(query);
      const wanted = wantedOutcomes(query);
      return {
        series: await readSeries(manager, query, counts, step),
        totals: await readTotals(manager, counts, wanted),
        facets: await readFacets(manager, counts, wanted),
        notes: await readNotes(manager, places),
        dropped: await readDropped(manager, places),
        markers: await readMarkers(manager, query),
      };
    });
  }
}

/** Accepted requests are one series; refused ones are split by the dimension. */
function readSeries(
  manager: EntityManager,
  query: FailuresQuery,
  { where, parameters }: Filter,
  step: number,
): Promise<SeriesRow[]> {
  const reason = reasonCondition(wantedOutcomes(query), parameters.length + 1);
  return manager.query<SeriesRow[]>(
    `SELECT v.window_start / ${step} * ${step} AS start, v.outcome = 'accepted' AS outcome_is_accepted,
       CASE WHEN v.outcome = 'accepted' THEN '' ELSE ${DIMENSION_COLUMNS[query.group_by]} END AS value,
       sum(v.count)::bigint AS count
     FROM ${COUNTS} WHERE ${where} AND (v.outcome = 'accepted' OR ${reason.where})
     GROUP BY 1, 2, 3 ORDER BY 1`,
    [...parameters, ...reason.parameters],
  );
}

function readTotals(
  manager: EntityManager,
  { where, parameters }: Filter,
  wanted: readonly Outcome[] | undefined,
): Promise<TotalRow[]> {
  const reason = reasonCondition(wanted, parameters.length + 1);
  return manager.query<TotalRow[]>(
    `SELECT s.name AS service, e.name AS environment, v.outcome, sum(v.count)::bigint AS count
     FROM ${COUNTS} WHERE ${where} AND (v.outcome = 'accepted' OR ${reason.where})
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC, 3`,
    [...parameters, ...reason.parameters],
  );
}

/** All facets in one pass over the rows. */
function readFacets(
  manager: EntityManager,
  { where, parameters }: Filter,
  wanted: readonly Outcome[] | undefined,
): Promise<FacetRow[]> {
  const reason = reasonCondition(wanted, parameters.length + 1);
  const dimensions = Object.entries(DIMENSION_COLUMNS);
  const pairs = dimensions.map(([name, column]) => `('${name}', ${column})`).join(', ');
  return manager.query<FacetRow[]>(
    `SELECT dimension, value, count FROM (
       SELECT facet.dimension, facet.value, sum(v.count)::bigint AS count,
         row_number() OVER (PARTITION BY facet.dimension ORDER BY sum(v.count) DESC, facet.value) AS place
       FROM ${COUNTS} CROSS JOIN LATERAL (VALUES ${pairs}) AS facet (dimension, value)
       WHERE ${where} AND v.outcome <> 'accepted' AND ${reason.where}
       GROUP BY 1, 2
     ) AS ranked WHERE place <= ${MOST_FACET_VALUES} ORDER BY dimension, place`,
    [...parameters, ...reason.parameters],
  );
}

function readNotes(manager: EntityManager, { where, parameters }: Filter): Promise<NoteRow[]> {
  return manager.query<NoteRow[]>(
    `SELECT s.name AS service, v.note, nullif(v.value, '') AS value, sum(v.count)::bigint AS count
     FROM verdict_notes v ${NAMES} WHERE ${where} GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3`,
    [...parameters],
  );
}

async function readDropped(manager: EntityManager, { where, parameters }: Filter): Promise<number> {
  const [row] = await manager.query<{ dropped: number }[]>(
    `SELECT coalesce(sum(v.dropped), 0)::bigint AS dropped FROM reports v ${NAMES} WHERE ${where}`,
    [...parameters],
  );
  return row?.dropped ?? 0;
}

function readMarkers(manager: EntityManager, query: FailuresQuery): Promise<MarkerRow[]> {
  return manager.query<MarkerRow[]>(
    `SELECT c.at, c.number AS change_number, c.action, c.object_name AS label FROM change_log c
     LEFT JOIN services s ON s.id = c.service_id LEFT JOIN environments e ON e.id = c.environment_id
     WHERE c.at >= $1 AND c.at < $2 AND ${MARKER_ACTIONS}
       AND (c.service_id IS NULL OR $3::text IS NULL OR s.name = $3)
       AND (c.environment_id IS NULL OR $4::text IS NULL OR e.name = $4)
     ORDER BY c.number DESC LIMIT ${MOST_MARKERS}`,
    [query.from, query.to, query.service ?? null, query.environment ?? null],
  );
}

function reasonCondition(wanted: readonly Outcome[] | undefined, position: number): Filter {
  return wanted === undefined
    ? { where: 'true', parameters: [] }
    : { where: `v.outcome = ANY($${position})`, parameters: [wanted] };
}
