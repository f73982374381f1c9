import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/**
 * Stars in the database. The one table that people write without an event in the change log: a star says what one person
 * looks at, and changes nothing for services or for anybody else. In the log it would keep a habit for ever and take the
 * lock that every change of policy waits for (ADR 21).
 */
@Injectable()
export class StarsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Which of the services the user starred. */
  async among(userId: string, serviceIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ service_id: string }[]>(
      'SELECT service_id FROM service_stars WHERE user_id = $1 AND service_id = ANY($2::uuid[])',
      [userId, serviceIds],
    );
    return new Set(rows.map((row) => row.service_id));
  }

  /** Does nothing where there is one already. */
  async set(userId: string, serviceId: string): Promise<void> {
    await this.dataSource.query(
      'INSERT INTO service_stars (user_id, service_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [userId, serviceId],
    );
  }

  async clear(userId: string, serviceId: string): Promise<void> {
    await this.dataSource.query('DELETE FROM service_stars WHERE user_id = $1 AND service_id = $2', [
      userId,
      serviceId,
    ]);
  }
}
