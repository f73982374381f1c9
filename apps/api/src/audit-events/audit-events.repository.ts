import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type AuditSelection, conditionsOf } from './audit-filter.js';

/** A row of the log: the searchable columns beside the bytes that were hashed. */
export interface LogRow {
  number: number;
  at: number;
  actor_kind: string;
  actor_id: string;
  actor_name: string;
  action: string;
  object_kind: string;
  object_id: string;
  object_name: string;
  service_id: string | null;
  environment_id: string | null;
  issuer_id: string | null;
  request_id: string;
  reason: string | null;
  canonical: Buffer;
  hash: Buffer;
  previous_hash: Buffer;
}

/** Reads the change log. Nothing here writes: that is ChangeLog's alone. */
@Injectable()
export class AuditEventsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  list(selection: AuditSelection, limit: number): Promise<LogRow[]> {
    return this.select(selection, 'DESC', limit);
  }

  /** Oldest first. */
  listForward(selection: AuditSelection, limit: number): Promise<LogRow[]> {
    return this.select(selection, 'ASC', limit);
  }

  async find(number: number): Promise<LogRow | null> {
    const [row] = await this.select({ after: number - 1, before: number + 1 }, 'ASC', 1);
    return row ?? null;
  }

  /** The different values of a column. Jumps from value to value in its index, however many events there are. */
  async distinct(column: 'action' | 'object_kind'): Promise<string[]> {
    const rows = await this.dataSource.query<{ value: string }[]>(`
      WITH RECURSIVE found AS (
        (SELECT ${column} AS value FROM change_log ORDER BY ${column} LIMIT 1)
        UNION ALL
        SELECT (SELECT ${column} FROM change_log WHERE ${column} > found.value ORDER BY ${column} LIMIT 1)
        FROM found WHERE found.value IS NOT NULL
      )
      SELECT value FROM found WHERE value IS NOT NULL ORDER BY value`);
    return rows.map(({ value }) => value);
  }

  async head(): Promise<{ number: number; at: number; hash: Buffer }> {
    const [head] = await this.dataSource.query<{ number: number; at: number; hash: Buffer }[]>(
      'SELECT number, at, hash FROM change_log_head',
    );
    if (head === undefined) throw new Error('change_log_head is empty: the migrations did not run');
    return head;
  }

  private select(selection: AuditSelection, order: 'ASC' | 'DESC', limit: number): Promise<LogRow[]> {
    const { where, values } = conditionsOf(selection);
    return this.dataSource.query<LogRow[]>(
      `SELECT * FROM change_log ${where} ORDER BY number ${order} LIMIT ${limit}`,
      values,
    );
  }
}
