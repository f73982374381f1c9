import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bundle keys follow each other: their order is that of the log, and a retired one keeps no private key. */
export class BundleKeyChanges1795100000000 implements MigrationInterface {
  name = 'BundleKeyChanges1795100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bundle_keys ADD COLUMN change_number bigint;
      UPDATE bundle_keys k SET change_number = coalesce(
        (SELECT min(number) FROM change_log WHERE action = 'bundle_key.created' AND object_id = k.kid), 0);
      ALTER TABLE bundle_keys ALTER COLUMN change_number SET NOT NULL;
      COMMENT ON COLUMN bundle_keys.change_number IS
        'The change that made the key. Of two keys of one second it tells which is newer.';
      ALTER TABLE bundle_keys ALTER COLUMN private_key_sealed DROP NOT NULL;
      ALTER TABLE bundle_keys ADD CONSTRAINT bundle_keys_retired_keep_no_private_key
        CHECK ((retired_at IS NULL) = (private_key_sealed IS NOT NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM bundle_keys WHERE retired_at IS NOT NULL;
      ALTER TABLE bundle_keys DROP CONSTRAINT bundle_keys_retired_keep_no_private_key;
      ALTER TABLE bundle_keys ALTER COLUMN private_key_sealed SET NOT NULL;
      ALTER TABLE bundle_keys DROP COLUMN change_number;
    `);
  }
}
