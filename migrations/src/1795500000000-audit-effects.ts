import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds what lets more tokens in, or fewer, however long the log is. The conditions are those of the API's effectCondition,
 * word for word: only then are the indexes used.
 */
export class AuditEffects1795500000000 implements MigrationInterface {
  name = 'AuditEffects1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX change_log_looser ON change_log (number)
        WHERE action IN ('contract.published', 'revocation.lifted', 'issuer.cut_off_loosened')
          AND (action <> 'contract.published' OR position('"effect":"looser"'::bytea IN canonical) > 0);
      CREATE INDEX change_log_tighter ON change_log (number)
        WHERE action IN ('contract.published', 'revocation.created', 'issuer.cut_off', 'key.compromised')
          AND (action <> 'contract.published' OR position('"effect":"tighter"'::bytea IN canonical) > 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX change_log_tighter, change_log_looser;');
  }
}
