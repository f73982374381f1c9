import { JITTER, ROLL_OUT_INTERVALS, ROW_LAG_SECONDS, TRIES } from './instance-status.js';

/** What the rules of `instanceStatus` are asked about, as SQL. */
export interface StatusSql {
  /** The alias of the row of `instances`. */
  readonly instance: string;
  /** Epoch seconds. */
  readonly now: string;
  /** Seconds; the interval of instances that do not say theirs. */
  readonly pollSeconds: string;
  /** The version that it should enforce, and since when (epoch seconds); null while nothing is published. */
  readonly version: string;
  readonly since: string;
}

/**
 * `instanceStatus` as an expression, so that the database can filter, order and count by it; tests compare the two.
 * Without a version all that has one is `in_sync`; the statuses before that one in the list do not depend on it.
 */
export function instanceStatusSql({ instance, now, pollSeconds, version, since }: StatusSql): string {
  const interval = `coalesce(${instance}.interval_seconds, ${pollSeconds}::int)`;
  return `CASE
  WHEN ${instance}.left_at IS NOT NULL THEN 'stopped'
  WHEN ${now}::bigint - ${instance}.last_seen_at > ceil(${interval}::float8 * ${JITTER}::float8 * ${TRIES}) + ${ROW_LAG_SECONDS} THEN 'silent'
  WHEN ${instance}.applied_version > (SELECT number FROM change_log_head) THEN 'ahead'
  WHEN ${instance}.error IS NOT NULL THEN 'refused'
  WHEN ${version} IS NULL OR coalesce(${instance}.applied_version, 0) >= ${version} THEN 'in_sync'
  WHEN ${now}::bigint - ${since} < ${ROLL_OUT_INTERVALS} * ${interval} THEN 'rolling_out'
  ELSE 'behind' END`;
}
