import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An archived issuer no longer keeps its `iss`: whoever was registered wrongly can be registered anew. */
export class IssOfArchivedIssuers1795700000000 implements MigrationInterface {
  name = 'IssOfArchivedIssuers1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE issuers DROP CONSTRAINT issuers_issuer_key;
      CREATE UNIQUE INDEX issuers_live_iss ON issuers (issuer) WHERE archived_at IS NULL;
      CREATE INDEX issuers_iss ON issuers (issuer);
    `);
  }

  /** Each `iss` stays with the issuer that has it now; of the others the log alone still tells it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE issuers SET issuer = issuer || '#archived-' || id WHERE id NOT IN (
        SELECT DISTINCT ON (issuer) id FROM issuers ORDER BY issuer, archived_at DESC, change_number DESC);
      DROP INDEX issuers_iss, issuers_live_iss;
      ALTER TABLE issuers ADD CONSTRAINT issuers_issuer_key UNIQUE (issuer);
    `);
  }
}
