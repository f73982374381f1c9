import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { GRAINS, minuteSumsKeptSince } from '../verdict-sums/grains.js';
import { ALL_SERVICES } from '../verdict-sums/verdict-source.js';
import { lockReportTables } from './partitions.js';

/** Reports in one transaction. */
const BATCH = 1_000;
/** So many batches in one go: a replica that ends waits for the job that it carries out. */
const MOST_BATCHES = 20;

/** What fits into a bigint. One service that tells nonsense must not stop the counts of all others. */
const MOST = '9223372036854775807';

// OFFSET 0 has each report looked up by its key: the planner cannot know how few are taken, and would sort all of the
// counts instead. What is written is in the order of the key, so that pages are written once.
const ADD_UP = `
  WITH taken AS (
    DELETE FROM unsummed_reports
    WHERE (window_start, service_id, environment_id, instance, sequence) IN (
      SELECT window_start, service_id, environment_id, instance, sequence FROM unsummed_reports
      ORDER BY window_start LIMIT $1)
    RETURNING *
  ), counted AS (
    SELECT taken.service_id, taken.environment_id, taken.window_start, mode, outcome, issuer, kid, contract_version,
      sum(count) AS count
    FROM taken CROSS JOIN LATERAL (
      SELECT mode, outcome, issuer, kid, contract_version, count FROM verdict_counts AS verdict
      WHERE verdict.service_id = taken.service_id AND verdict.environment_id = taken.environment_id
        AND verdict.window_start = taken.window_start AND verdict.instance = taken.instance
        AND verdict.sequence = taken.sequence OFFSET 0) AS of_report
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  ), scoped AS (
    SELECT * FROM counted
    UNION ALL
    SELECT '${ALL_SERVICES}', environment_id, window_start, mode, outcome, issuer, kid, 0, count FROM counted
  ), added AS (
    INSERT INTO verdict_sums (grain, service_id, environment_id, window_start, mode, outcome, issuer, kid,
      contract_version, count)
    SELECT grain, service_id, environment_id, window_start / grain * grain, mode, outcome, issuer, kid, contract_version,
      least(sum(count), ${MOST})
    FROM scoped CROSS JOIN unnest(ARRAY[${GRAINS.join(', ')}]) AS grain
    WHERE grain > 60 OR window_start >= $2
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 1, 2, 3, 4
    ON CONFLICT (grain, service_id, environment_id, window_start, mode, outcome, issuer, kid, contract_version)
      DO UPDATE SET count = least(verdict_sums.count::numeric + excluded.count, ${MOST})
  )
  SELECT count(*)::int AS taken FROM taken`;

/** Adds the counts of stored reports up, so that nobody who looks at them has to read every report. */
@Injectable()
export class ReportSums {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Adds up what waits, or a good part of it. Safe to call from several replicas at once. */
  async addUp(): Promise<void> {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) if ((await this.addBatch()) < BATCH) return;
  }

  /** Adds up at most `size` reports, in one transaction. @returns how many they were. */
  addBatch(size = BATCH): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      await lockReportTables(manager);
      // A batch that was broken off would be taken again and again.
      await manager.query('SET LOCAL statement_timeout = 0');
      const [row] = await manager.query<{ taken: number }[]>(ADD_UP, [
        size,
        minuteSumsKeptSince(this.clock.nowSeconds()),
      ]);
      return row?.taken ?? 0;
    });
  }
}
