import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What services tell: heartbeats and verdict counts. The high-volume tables carry service_id in their key and
 * are partitioned by time, so that old data is dropped, never deleted row by row.
 */
export class FleetAndReports1795000003000 implements MigrationInterface {
  name = 'FleetAndReports1795000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE instances (
        service_id uuid NOT NULL REFERENCES services (id),
        environment_id uuid NOT NULL REFERENCES environments (id),
        instance uuid NOT NULL,
        first_seen_at bigint NOT NULL,
        last_seen_at bigint NOT NULL,
        applied_version bigint,
        error text,
        sdk text,
        interval_seconds integer,
        trust text[] NOT NULL DEFAULT '{}',
        clock_skew_seconds integer,
        left_at bigint,
        PRIMARY KEY (service_id, environment_id, instance)
      );
      CREATE INDEX instances_last_seen ON instances (last_seen_at);

      CREATE TABLE reports (
        service_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        instance uuid NOT NULL,
        sequence bigint NOT NULL,
        window_start bigint NOT NULL,
        window_end bigint NOT NULL,
        applied_version bigint,
        dropped bigint NOT NULL,
        received_at bigint NOT NULL,
        PRIMARY KEY (service_id, environment_id, instance, sequence, window_start)
      ) PARTITION BY RANGE (window_start);
      CREATE TABLE reports_default PARTITION OF reports DEFAULT;

      CREATE TABLE verdict_counts (
        service_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        window_start bigint NOT NULL,
        instance uuid NOT NULL,
        sequence bigint NOT NULL,
        mode text NOT NULL,
        outcome text NOT NULL,
        issuer text NOT NULL,
        kid text NOT NULL,
        alg text NOT NULL,
        contract_version integer NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (service_id, environment_id, window_start, instance, sequence, mode, outcome, issuer, kid, alg,
          contract_version)
      ) PARTITION BY RANGE (window_start);
      CREATE TABLE verdict_counts_default PARTITION OF verdict_counts DEFAULT;

      CREATE TABLE verdict_notes (
        service_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        window_start bigint NOT NULL,
        instance uuid NOT NULL,
        sequence bigint NOT NULL,
        note text NOT NULL,
        value text NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (service_id, environment_id, window_start, instance, sequence, note, value)
      ) PARTITION BY RANGE (window_start);
      CREATE TABLE verdict_notes_default PARTITION OF verdict_notes DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE verdict_notes, verdict_counts, reports, instances;`);
  }
}
