import { Injectable } from '@nestjs/common';
import type { Report } from '@accord/contract';
import { DataSource } from 'typeorm';
import type { FoldedReport } from './fold-report.js';
import { OLDEST_WINDOW_SECONDS } from './report-window.js';

/** Whose report it is. */
export interface ReportOwner {
  readonly serviceId: string;
  readonly environmentId: string;
}

// The partition key has to be part of the primary key, so the key alone does not stop a repeat that shows another
// window: the look at what is there does, and the lock makes that look safe against a concurrent repeat.
const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

const STORE = `
  WITH accepted AS (
    INSERT INTO reports (service_id, environment_id, instance, sequence, window_start, window_end, applied_version,
      dropped, received_at)
    SELECT $1::uuid, $2::uuid, $3::uuid, $4::bigint, $5::bigint, $6::bigint, $7::bigint, $8::bigint, $9::bigint
    WHERE NOT EXISTS (SELECT FROM reports WHERE service_id = $1 AND environment_id = $2 AND instance = $3
      AND sequence = $4 AND window_start >= $9::bigint - ${2 * OLDEST_WINDOW_SECONDS})
    ON CONFLICT DO NOTHING
    RETURNING service_id, environment_id, window_start, instance, sequence
  ), counted AS (
    INSERT INTO verdict_counts (service_id, environment_id, window_start, instance, sequence, mode, outcome, issuer,
      kid, alg, contract_version, count)
    SELECT a.*, r.* FROM accepted a CROSS JOIN jsonb_to_recordset($10::jsonb)
      AS r (mode text, outcome text, issuer text, kid text, alg text, contract_version integer, count bigint)
  ), noted AS (
    INSERT INTO verdict_notes (service_id, environment_id, window_start, instance, sequence, note, value, count)
    SELECT a.*, n.* FROM accepted a CROSS JOIN jsonb_to_recordset($11::jsonb) AS n (note text, value text, count bigint)
  ), queued AS (
    INSERT INTO unsummed_reports (service_id, environment_id, window_start, instance, sequence) SELECT * FROM accepted
  )
  SELECT count(*)::int AS accepted FROM accepted`;

@Injectable()
export class ReportsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Stores a report once, in one transaction. `receivedAt`: epoch seconds.
   * @returns false when the same sequence of the same instance was stored before.
   */
  store(owner: ReportOwner, report: Report, folded: FoldedReport, receivedAt: number): Promise<boolean> {
    const { serviceId, environmentId } = owner;
    return this.dataSource.transaction(async (manager) => {
      // A UUID may come in upper case, and is the same instance.
      const instance = report.instance.toLowerCase();
      await manager.query(LOCK, [`report ${serviceId} ${environmentId} ${instance}`]);
      const [stored] = await manager.query<{ accepted: number }[]>(STORE, [
        serviceId,
        environmentId,
        instance,
        report.sequence,
        report.window.start,
        report.window.end,
        report.applied,
        report.dropped,
        receivedAt,
        JSON.stringify(folded.rows),
        JSON.stringify(folded.notes),
      ]);
      return stored?.accepted === 1;
    });
  }
}
