import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The change log that orders everything, people, sessions, API tokens, and what limits and repeats need. */
export class Platform1795000000000 implements MigrationInterface {
  name = 'Platform1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE change_log (
        number bigint PRIMARY KEY CHECK (number > 0),
        at bigint NOT NULL,
        actor_kind text NOT NULL,
        actor_id text NOT NULL,
        actor_name text NOT NULL,
        action text NOT NULL,
        object_kind text NOT NULL,
        object_id text NOT NULL,
        object_name text NOT NULL,
        service_id uuid,
        environment_id uuid,
        issuer_id uuid,
        request_id text NOT NULL,
        reason text,
        canonical bytea NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32),
        previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32)
      );
      CREATE INDEX change_log_by_actor ON change_log (actor_id, number DESC);
      CREATE INDEX change_log_by_object ON change_log (object_id, number DESC);
      CREATE INDEX change_log_by_kind ON change_log (object_kind, number DESC);
      CREATE INDEX change_log_by_action ON change_log (action, number DESC);
      CREATE INDEX change_log_by_request ON change_log (request_id);
      CREATE INDEX change_log_by_time ON change_log (at);

      CREATE FUNCTION change_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the change log is append-only'; END
      $$;
      CREATE TRIGGER change_log_refuses_changes BEFORE UPDATE OR DELETE ON change_log
        FOR EACH ROW EXECUTE FUNCTION change_log_is_append_only();
      CREATE TRIGGER change_log_refuses_truncation BEFORE TRUNCATE ON change_log
        FOR EACH STATEMENT EXECUTE FUNCTION change_log_is_append_only();

      CREATE TABLE change_log_head (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        number bigint NOT NULL,
        at bigint NOT NULL,
        hash bytea NOT NULL
      );
      INSERT INTO change_log_head (number, at, hash) VALUES (0, 0, decode(repeat('00', 32), 'hex'));

      CREATE TABLE users (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('viewer', 'editor', 'approver', 'auditor', 'admin')),
        status text NOT NULL CHECK (status IN ('active', 'disabled')),
        auth_method text NOT NULL CHECK (auth_method IN ('password')),
        password_hash text,
        created_at bigint NOT NULL,
        last_login_at bigint,
        CHECK (auth_method <> 'password' OR password_hash IS NOT NULL)
      );

      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users (id),
        token_hash bytea NOT NULL UNIQUE,
        created_at bigint NOT NULL,
        last_seen_at bigint NOT NULL,
        expires_at bigint NOT NULL,
        address text NOT NULL,
        user_agent text NOT NULL
      );
      CREATE INDEX sessions_of_user ON sessions (user_id);

      CREATE TABLE api_tokens (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('viewer', 'editor', 'approver', 'auditor', 'admin')),
        token_hash bytea NOT NULL UNIQUE,
        created_at bigint NOT NULL,
        created_by text NOT NULL,
        expires_at bigint,
        last_used_at bigint,
        revoked_at bigint
      );

      CREATE TABLE login_locks (
        key text PRIMARY KEY,
        failures integer NOT NULL,
        last_failure_at bigint NOT NULL,
        locked_until bigint
      );

      CREATE TABLE idempotency_keys (
        principal text NOT NULL,
        key text NOT NULL,
        route text NOT NULL,
        request_hash bytea NOT NULL,
        response jsonb,
        at bigint NOT NULL,
        PRIMARY KEY (principal, key)
      );
      CREATE INDEX idempotency_keys_by_time ON idempotency_keys (at);

      CREATE UNLOGGED TABLE rate_limits (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE rate_limits, idempotency_keys, login_locks, api_tokens, sessions, users, change_log_head, change_log;
      DROP FUNCTION change_log_is_append_only();
    `);
  }
}
