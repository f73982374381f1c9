import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tells the activations of a key apart: a hand-over that was taken back activates a key for the second time. For keys from
 * before, the last deactivation of another key stands in for it, which is never too late; what signers said counts as said
 * of the last activation, as it did.
 */
export class KeyActivations1795600000000 implements MigrationInterface {
  name = 'KeyActivations1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE issuer_keys ADD COLUMN active_since bigint;
      UPDATE issuer_keys k SET active_since = greatest(k.activated_at, (
        SELECT max(o.deactivated_at) FROM issuer_keys o
        WHERE o.issuer_id = k.issuer_id AND o.alg = k.alg AND o.kid <> k.kid
          AND (k.state = 'active' OR o.deactivated_at < coalesce(k.deactivated_at, k.compromised_at))))
      WHERE k.activated_at IS NOT NULL;
      UPDATE signer_instances s SET applied = (
        SELECT coalesce(jsonb_agg(said || jsonb_build_object('activeSince', coalesce(k.active_since, 0)) ORDER BY place), '[]')
        FROM jsonb_array_elements(s.applied) WITH ORDINALITY AS each (said, place)
        LEFT JOIN issuer_keys k ON k.issuer_id = s.issuer_id AND k.kid = said ->> 'kid');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE signer_instances s SET applied = (
        SELECT coalesce(jsonb_agg(said - 'activeSince' ORDER BY place), '[]')
        FROM jsonb_array_elements(s.applied) WITH ORDINALITY AS each (said, place));
      ALTER TABLE issuer_keys DROP COLUMN active_since;
    `);
  }
}
