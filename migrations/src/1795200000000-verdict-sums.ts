import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Verdict counts, added up ahead over instances and time. One table for each grain (in seconds), partitioned by time
 * like the counts themselves: the finest is the largest by far, and is dropped first.
 */
export class VerdictSums1795200000000 implements MigrationInterface {
  name = 'VerdictSums1795200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE verdict_sums (
        grain integer NOT NULL,
        service_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        window_start bigint NOT NULL,
        mode text NOT NULL,
        outcome text NOT NULL,
        issuer text NOT NULL,
        kid text NOT NULL,
        contract_version integer NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (grain, service_id, environment_id, window_start, mode, outcome, issuer, kid, contract_version)
      ) PARTITION BY LIST (grain);
      CREATE INDEX verdict_sums_refused ON verdict_sums (window_start) WHERE outcome <> 'accepted';
      COMMENT ON COLUMN verdict_sums.service_id IS
        'the nil UUID for the sum over all services, whose contract_version is 0: a version means nothing without its service';
    `);
    for (const grain of [60, 600, 3600, 86_400])
      await runner.query(`
        CREATE TABLE verdict_sums_${grain} PARTITION OF verdict_sums FOR VALUES IN (${grain})
          PARTITION BY RANGE (window_start);
        CREATE TABLE verdict_sums_${grain}_default PARTITION OF verdict_sums_${grain} DEFAULT;
      `);
    // What is stored already is added up by the same hand as what comes: it only waits in the queue. All rows of a queue are
    // soon gone: it is vacuumed often, so that it stays small and the planner knows that it is.
    await runner.query(`
      CREATE TABLE unsummed_reports (
        window_start bigint NOT NULL,
        service_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        instance uuid NOT NULL,
        sequence bigint NOT NULL,
        PRIMARY KEY (window_start, service_id, environment_id, instance, sequence)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
      INSERT INTO unsummed_reports
        SELECT window_start, service_id, environment_id, instance, sequence FROM reports ORDER BY window_start;
      CREATE INDEX verdict_counts_time ON verdict_counts (window_start);
      CREATE INDEX verdict_counts_refused ON verdict_counts (service_id, environment_id, window_start)
        WHERE outcome <> 'accepted';
      CREATE INDEX reports_dropped ON reports (window_start) WHERE dropped > 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX reports_dropped, verdict_counts_refused, verdict_counts_time;
      DROP TABLE unsummed_reports, verdict_sums;
    `);
  }
}
