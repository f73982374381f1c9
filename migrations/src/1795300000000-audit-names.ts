import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the names that a part of one stands for, and their events, however long the log is. */
export class AuditNames1795300000000 implements MigrationInterface {
  name = 'AuditNames1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX change_log_by_actor_name ON change_log (actor_name, number DESC);
      CREATE INDEX change_log_by_object_name ON change_log (object_name, number DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX change_log_by_object_name, change_log_by_actor_name;');
  }
}
