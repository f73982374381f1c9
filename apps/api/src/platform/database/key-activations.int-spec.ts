import { testMigration } from '@accord/testing';
import { expect, it } from 'vitest';

const ISSUER = '01930000-0000-7000-8000-000000000001';

const migration = await testMigration('KeyActivations');

it('dates the last activation of keys from before it was kept, never too late', async () => {
  await migration.down();
  // At 200 `first` handed over to `second`, which was taken back at 300; at 400 `third` took over.
  await migration.query(`
    INSERT INTO issuers (id, kind, name, issuer, change_number, created_at)
      VALUES ('${ISSUER}', 'managed', 'auth', 'https://auth.example', 1, 0);
    INSERT INTO issuer_keys (issuer_id, kid, alg, state, public_jwk, thumbprint, created_at,
        activated_at, deactivated_at, max_token_lifetime_seconds)
      SELECT '${ISSUER}', kid, 'ES256', state, '{}', kid, 0, activated_at, deactivated_at, 60
      FROM (VALUES ('first', 'deactivated', 100, 400), ('second', 'removed', 200, 300), ('third', 'active', 400, NULL),
        ('standby', 'published', NULL, NULL)) AS key (kid, state, activated_at, deactivated_at);
    INSERT INTO signer_instances (issuer_id, instance, alg, first_seen_at, last_seen_at, applied)
      VALUES ('${ISSUER}', '${ISSUER}', 'ES256', 0, 500,
        '[{"kid": "first", "at": 110}, {"kid": "second", "at": 210}, {"kid": "first", "at": 310}]');
  `);
  await migration.up();
  expect(await migration.query('SELECT kid, active_since::int FROM issuer_keys ORDER BY kid')).toEqual([
    { kid: 'first', active_since: 300 },
    { kid: 'second', active_since: 200 },
    { kid: 'standby', active_since: null },
    { kid: 'third', active_since: 400 },
  ]);
  expect(await migration.query('SELECT applied FROM signer_instances')).toEqual([
    {
      applied: [
        { kid: 'first', at: 110, activeSince: 300 },
        { kid: 'second', at: 210, activeSince: 200 },
        { kid: 'first', at: 310, activeSince: 300 },
      ],
    },
  ]);
});
