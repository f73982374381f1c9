import type { Part, Range } from './sums-plan.js';

/** Stands for all services together in `verdict_sums.service_id`. */
export const ALL_SERVICES = '00000000-0000-0000-0000-000000000000';

/** `fleet`: over all services, without service and contract version. `services`: for each service. */
export type VerdictScope = 'fleet' | 'services';

const DIMENSIONS =
  'service_id, environment_id, window_start, mode, outcome, issuer, kid, contract_version, count';
const REPORT_KEY = 'service_id, environment_id, window_start, instance, sequence';

/**
 * SQL of a table with the verdicts of `parts`, to be filtered and added up by the reader: `service_id`,
 * `environment_id`, `window_start`, `mode`, `outcome`, `issuer`, `kid`, `contract_version`, `instance` (null in sums) and
 * `count`. It is exact at every moment: reports that no sum holds yet are read one by one, and all of them lie in
 * `unsummed`. The shorter that is, the fewer days of reports are planned for.
 */
export function verdictSource(parts: readonly Part[], scope: VerdictScope, unsummed: Range | null): string {
  const selects = [...parts.map((part) => selectOf(part, scope)), ...unsummedOf(parts, unsummed)];
  return `(${selects.join('\n UNION ALL ')})`;
}

function selectOf({ from, to, source }: Part, scope: VerdictScope): string {
  const within = `window_start >= ${from} AND window_start < ${to}`;
  if (source === 'reports') return `SELECT ${DIMENSIONS}, instance FROM verdict_counts WHERE ${within}`;
  const services = `service_id ${scope === 'fleet' ? '=' : '<>'} '${ALL_SERVICES}'`;
  return `SELECT ${DIMENSIONS}, NULL::uuid AS instance FROM verdict_sums
   WHERE grain = ${source} AND ${services} AND ${within}`;
}

/** The reports of the summed parts that wait to be added up. Those of the other parts are read anyway. */
function unsummedOf(parts: readonly Part[], unsummed: Range | null): string[] {
  const summed = parts.filter(({ source }) => source !== 'reports');
  const [first, last] = [summed[0], summed.at(-1)];
  if (!first || !last || !unsummed) return [];
  const from = Math.max(first.from, unsummed.from);
  const to = Math.min(last.to, unsummed.to);
  if (from >= to) return [];
  const within = `WHERE window_start >= ${from} AND window_start < ${to}`;
  // What waits comes first, so that conditions on it keep it small; the range stands on both sides, since the planner
  // passes equal values on from one to the other, but not ranges.
  return [
    `SELECT ${DIMENSIONS}, instance FROM (SELECT * FROM unsummed_reports ${within}) AS waiting
   JOIN (SELECT * FROM verdict_counts ${within}) AS counted USING (${REPORT_KEY})`,
  ];
}
