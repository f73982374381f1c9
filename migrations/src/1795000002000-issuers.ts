import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Issuers, their keys, schedules and signers, revocations, and the keys that sign bundles. */
export class Issuers1795000002000 implements MigrationInterface {
  name = 'Issuers1795000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE issuers (
        id uuid PRIMARY KEY,
        name text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('managed', 'external')),
        issuer text NOT NULL UNIQUE,
        jwks_uri text,
        not_before bigint,
        rotation_inputs jsonb,
        change_number bigint NOT NULL,
        created_at bigint NOT NULL,
        archived_at bigint,
        last_fetched_at bigint,
        last_fetch_error text
      );
      COMMENT ON COLUMN issuers.change_number IS
        'The last change that altered what bundles carry of this issuer: keys, denials, cut-off, revocations.';

      CREATE TABLE issuer_keys (
        issuer_id uuid NOT NULL REFERENCES issuers (id),
        kid text NOT NULL,
        alg text NOT NULL,
        state text NOT NULL CHECK (state IN
          ('pre_active', 'published', 'active', 'deactivated', 'removed', 'destroyed', 'compromised')),
        public_jwk jsonb NOT NULL,
        thumbprint text NOT NULL,
        private_key_sealed bytea,
        created_at bigint NOT NULL,
        published_at bigint,
        published_version bigint,
        activate_after bigint,
        activated_at bigint,
        deactivate_after bigint,
        deactivated_at bigint,
        remove_after bigint,
        removed_at bigint,
        destroy_after bigint,
        destroyed_at bigint,
        compromised_at bigint,
        max_token_lifetime_seconds integer NOT NULL,
        hold jsonb,
        PRIMARY KEY (issuer_id, kid),
        UNIQUE (issuer_id, thumbprint)
      );
      CREATE UNIQUE INDEX issuer_keys_one_active ON issuer_keys (issuer_id, alg) WHERE state = 'active';

      CREATE TABLE issuer_schedules (
        issuer_id uuid NOT NULL REFERENCES issuers (id),
        alg text NOT NULL,
        settings jsonb NOT NULL,
        next_publish_at bigint,
        next_activate_at bigint,
        next_remove_at bigint,
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (issuer_id, alg)
      );
      COMMENT ON COLUMN issuer_schedules.settings IS 'RotationSettings of the contract library.';

      CREATE TABLE issuer_jwks_snapshots (
        issuer_id uuid NOT NULL REFERENCES issuers (id),
        fetched_at bigint NOT NULL,
        jwks jsonb NOT NULL,
        change_number bigint NOT NULL,
        PRIMARY KEY (issuer_id, change_number)
      );

      CREATE TABLE issuer_denied_kids (
        issuer_id uuid NOT NULL REFERENCES issuers (id),
        kid text NOT NULL,
        change_number bigint NOT NULL,
        PRIMARY KEY (issuer_id, kid)
      );

      CREATE TABLE issuer_credentials (
        id uuid PRIMARY KEY,
        issuer_id uuid NOT NULL REFERENCES issuers (id),
        name text NOT NULL,
        prefix text NOT NULL,
        secret_hash bytea NOT NULL UNIQUE,
        created_at bigint NOT NULL,
        expires_at bigint NOT NULL,
        revoked_at bigint,
        last_used_at bigint
      );

      CREATE TABLE issuer_encryption_keys (
        issuer_id uuid NOT NULL REFERENCES issuers (id),
        credential_id uuid NOT NULL REFERENCES issuer_credentials (id),
        jwk jsonb NOT NULL,
        created_at bigint NOT NULL,
        PRIMARY KEY (issuer_id, credential_id)
      );

      CREATE TABLE signer_instances (
        issuer_id uuid NOT NULL REFERENCES issuers (id),
        instance uuid NOT NULL,
        alg text NOT NULL,
        first_seen_at bigint NOT NULL,
        last_seen_at bigint NOT NULL,
        applied jsonb NOT NULL DEFAULT '[]',
        left_at bigint,
        PRIMARY KEY (issuer_id, instance, alg)
      );

      CREATE TABLE revocations (
        id uuid PRIMARY KEY,
        issuer_id uuid NOT NULL REFERENCES issuers (id),
        kind text NOT NULL CHECK (kind IN ('tokens', 'subjects', 'sessions', 'clients')),
        hashed_id text NOT NULL,
        before bigint,
        until bigint NOT NULL,
        reason text NOT NULL,
        change_number bigint NOT NULL,
        created_at bigint NOT NULL,
        created_by text NOT NULL,
        swept_at bigint
      );
      CREATE INDEX revocations_live ON revocations (issuer_id, kind) WHERE swept_at IS NULL;

      CREATE TABLE api_liveness (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        up_since bigint NOT NULL,
        last_beat_at bigint NOT NULL
      );
      COMMENT ON TABLE api_liveness IS 'Since when heartbeats were received without a break, over all replicas.';

      CREATE TABLE bundle_keys (
        kid text PRIMARY KEY,
        public_jwk jsonb NOT NULL,
        private_key_sealed bytea NOT NULL,
        created_at bigint NOT NULL,
        retired_at bigint
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE bundle_keys, api_liveness, revocations, signer_instances, issuer_encryption_keys, issuer_credentials,
        issuer_denied_kids, issuer_jwks_snapshots, issuer_schedules, issuer_keys, issuers;
    `);
  }
}
