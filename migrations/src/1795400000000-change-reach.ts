import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a change had come to every instance: what instances run now says nothing of when they got it. */
export class ChangeReach1795400000000 implements MigrationInterface {
  name = 'ChangeReach1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE change_reach (
        number bigint PRIMARY KEY,
        reached_at bigint NOT NULL,
        instances integer NOT NULL CHECK (instances > 0)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE change_reach;');
  }
}
