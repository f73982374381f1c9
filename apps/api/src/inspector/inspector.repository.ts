import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Which places have a draft; the one statement that a page of the matrix needs beside its services. */
@Injectable()
export class InspectorRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** `serviceId/environmentId` of every draft of these services. */
  async drafts(serviceIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ service_id: string; environment_id: string }[]>(
      'SELECT service_id, environment_id FROM contract_drafts WHERE service_id = ANY($1::uuid[])',
      [serviceIds],
    );
    return new Set(rows.map((row) => `${row.service_id}/${row.environment_id}`));
  }
}
