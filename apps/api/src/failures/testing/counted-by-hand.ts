import { failureGroup, type Outcome, type Report, type ReportRow } from '@accord/contract';
import type { FailureDimension, FailuresQuery } from '@accord/contract/http';
import { wantedReasons } from '../failures.query.js';

/** A report that was stored, with the names of its place and what its instance runs. */
export interface StoredReport extends Report {
  readonly service: string;
  readonly environment: string;
  readonly sdk: string;
}

/** Counts by whatever tells them apart, in one text. */
export type Counts = Record<string, number>;

export interface HandCount {
  series: Counts;
  outcomes: Counts;
  totals: Counts;
  facets: Counts;
  notes: Counts;
  dropped: number;
}

/** What the page must show, counted from the reports themselves, without a database. */
export function countedByHand(
  stored: readonly StoredReport[],
  query: FailuresQuery,
  step: number,
): HandCount {
  const inPlace = stored.filter((report) => isInPlace(report, query));
  const verdicts = inPlace
    .flatMap((report) => report.rows.map((row) => ({ report, row })))
    .filter(({ row }) => isAsked(row, query));
  const refused = verdicts.filter(({ row }) => row.outcome !== 'accepted');
  const bucket = ({ window }: StoredReport) => Math.floor(window.start / step) * step;
  return {
    series: summed(verdicts, ({ report, row }) =>
      row.outcome === 'accepted'
        ? [`${bucket(report)} accepted`]
        : [`${bucket(report)} ${valueOf(query.group_by, report, row)}`],
    ),
    outcomes: summed(verdicts, ({ report, row }) => [`${report.environment} ${row.outcome}`]),
    totals: summed(verdicts, ({ report, row }) => [`${report.service} ${report.environment} ${row.outcome}`]),
    facets: summed(refused, ({ report, row }) =>
      facetsShown(query).map((name) => `${name} ${valueOf(name, report, row)}`),
    ),
    notes: summed(
      inPlace.flatMap((report) => report.notes.map((row) => ({ report, row }))),
      ({ report, row }) => [`${report.service} ${row.note} ${row.value ?? null}`],
    ),
    dropped: inPlace.reduce((sum, { dropped }) => sum + dropped, 0),
  };
}

function facetsShown({ service }: FailuresQuery): FailureDimension[] {
  const always: FailureDimension[] = ['reason', 'group', 'service', 'environment', 'issuer', 'kid'];
  return service === undefined ? always : [...always, 'contract_version', 'instance', 'sdk'];
}

function isInPlace(report: StoredReport, query: FailuresQuery): boolean {
  const { start } = report.window;
  return (
    start >= query.from &&
    start < query.to &&
    agrees(query.service, report.service) &&
    agrees(query.environment, report.environment) &&
    agrees(query.instance, report.instance) &&
    agrees(query.sdk, report.sdk)
  );
}

function isAsked(row: ReportRow, query: FailuresQuery): boolean {
  const wanted = wantedReasons(query);
  return (
    row.mode === query.mode &&
    agrees(query.issuer, row.issuer) &&
    agrees(query.kid, row.kid) &&
    agrees(query.contract_version, row.contract_version) &&
    (row.outcome === 'accepted' || wanted === undefined || wanted.includes(row.outcome))
  );
}

function agrees<Value>(asked: Value | undefined, value: Value): boolean {
  return asked === undefined || asked === value;
}

function valueOf(dimension: FailureDimension, report: StoredReport, row: ReportRow): string {
  switch (dimension) {
    case 'reason':
      return row.outcome;
    case 'group':
      return groupOf(row.outcome);
    case 'service':
    case 'environment':
    case 'instance':
    case 'sdk':
      return report[dimension];
    default:
      return String(row[dimension]);
  }
}

function groupOf(outcome: Outcome): string {
  return outcome === 'accepted' ? '' : failureGroup(outcome);
}

function summed<Item extends { row: { count: number } }>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): Counts {
  const counts: Counts = {};
  for (const item of items) for (const key of keysOf(item)) counts[key] = (counts[key] ?? 0) + item.row.count;
  return counts;
}
