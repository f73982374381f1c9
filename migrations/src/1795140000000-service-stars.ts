import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which services each person keeps in sight. */
export class ServiceStars1795140000000 implements MigrationInterface {
  name = 'ServiceStars1795140000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE service_stars (
        user_id uuid NOT NULL REFERENCES users (id),
        service_id uuid NOT NULL REFERENCES services (id),
        PRIMARY KEY (user_id, service_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE service_stars;');
  }
}
