import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Services, environments, drafts, published versions, the baseline, and the credentials that poll. */
export class Contracts1795000001000 implements MigrationInterface {
  name = 'Contracts1795000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END
      $$;

      CREATE TABLE environments (
        id uuid PRIMARY KEY,
        name text NOT NULL UNIQUE,
        position integer NOT NULL,
        created_at bigint NOT NULL
      );

      CREATE TABLE services (
        id uuid PRIMARY KEY,
        name text NOT NULL UNIQUE,
        title text NOT NULL,
        owner text,
        description text,
        created_at bigint NOT NULL,
        archived_at bigint
      );

      CREATE TABLE contract_drafts (
        service_id uuid NOT NULL REFERENCES services (id),
        environment_id uuid NOT NULL REFERENCES environments (id),
        contract jsonb NOT NULL,
        etag text NOT NULL,
        based_on_version integer,
        updated_at bigint NOT NULL,
        updated_by text NOT NULL,
        PRIMARY KEY (service_id, environment_id)
      );

      CREATE TABLE contract_versions (
        service_id uuid NOT NULL REFERENCES services (id),
        environment_id uuid NOT NULL REFERENCES environments (id),
        version integer NOT NULL CHECK (version > 0),
        contract jsonb NOT NULL,
        hash text NOT NULL,
        change_number bigint NOT NULL UNIQUE,
        published_at bigint NOT NULL,
        published_by text NOT NULL,
        reason text NOT NULL,
        rollback_of integer,
        PRIMARY KEY (service_id, environment_id, version)
      );
      CREATE TRIGGER contract_versions_are_immutable
        BEFORE UPDATE OR DELETE ON contract_versions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE VIEW published_contracts AS
        SELECT DISTINCT ON (service_id, environment_id) *
        FROM contract_versions
        ORDER BY service_id, environment_id, version DESC;

      CREATE TABLE baselines (
        version integer PRIMARY KEY CHECK (version > 0),
        baseline jsonb NOT NULL,
        change_number bigint NOT NULL,
        updated_at bigint NOT NULL,
        updated_by text NOT NULL,
        reason text NOT NULL
      );
      CREATE TRIGGER baselines_are_immutable
        BEFORE UPDATE OR DELETE ON baselines
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE service_credentials (
        id uuid PRIMARY KEY,
        service_id uuid NOT NULL REFERENCES services (id),
        environment_id uuid NOT NULL REFERENCES environments (id),
        name text NOT NULL,
        prefix text NOT NULL,
        secret_hash bytea NOT NULL UNIQUE,
        created_at bigint NOT NULL,
        expires_at bigint NOT NULL,
        revoked_at bigint,
        last_used_at bigint
      );
      CREATE INDEX service_credentials_of ON service_credentials (service_id, environment_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE service_credentials, baselines;
      DROP VIEW published_contracts;
      DROP TABLE contract_versions, contract_drafts, services, environments;
      DROP FUNCTION refuse_change();
    `);
  }
}
