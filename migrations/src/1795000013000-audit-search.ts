import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the events of one service, and since when an instance runs what it runs. */
export class AuditSearch1795000013000 implements MigrationInterface {
  name = 'AuditSearch1795000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX change_log_by_service ON change_log (service_id, number DESC) WHERE service_id IS NOT NULL;
      ALTER TABLE instances ADD COLUMN applied_at bigint;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE instances DROP COLUMN applied_at;
      DROP INDEX change_log_by_service;
    `);
  }
}
