import { testMigration } from '@accord/testing';
import { expect, it } from 'vitest';

const migration = await testMigration('IssOfArchivedIssuers');

const insert = (name: string, iss: string, archivedAt: number | null) =>
  migration.query(
    `INSERT INTO issuers (id, kind, name, issuer, change_number, created_at, archived_at)
     VALUES (gen_random_uuid(), 'managed', $1, $2, 1, 0, $3)`,
    [name, iss, archivedAt],
  );

it('leaves each iss to one issuer, and can be taken back when it was registered anew', async () => {
  await insert('first', 'https://a.example', 100);
  await insert('second', 'https://a.example', 200);
  await insert('live', 'https://a.example', null);
  await insert('older', 'https://b.example', 100);
  await insert('newer', 'https://b.example', 200);
  await expect(insert('twin', 'https://a.example', null)).rejects.toThrow('issuers_live_iss');
  await migration.down();
  const holders = `SELECT name FROM issuers WHERE issuer NOT LIKE '%#archived-%' ORDER BY name`;
  expect(await migration.query(holders)).toEqual([{ name: 'live' }, { name: 'newer' }]);
  await expect(insert('twin', 'https://b.example', null)).rejects.toThrow('issuers_issuer_key');
  await migration.up();
  await insert('twin', 'https://b.example', null);
});
