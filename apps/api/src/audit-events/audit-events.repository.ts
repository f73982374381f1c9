import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditEventsFilter } from '@accord/contract/http';
import { type AuditSelection, conditionsOf } from './audit-filter.js';

/** Past so many names, events that bear one of them are frequent enough to be met by reading the log from its end. */
const MOST_NAMES = 1_000;

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

  /** The filter with the names that it stands for, by which the log's indexes find what else only reading all of it would. */
  async withNames(filter: AuditEventsFilter): Promise<AuditSelection> {
    const [actorNames, objectNames] = await Promise.all([
      this.namesWith('actor_name', filter.actor),
      this.namesWith('object_name', filter.object),
    ]);
    return { ...filter, actorNames, objectNames };
  }

  /** The different values of a column, in order. */
  distinct(column: 'action' | 'object_kind'): Promise<string[]> {
    return this.valuesOf(column, 'ORDER BY value', []);
  }

  private async namesWith(
    column: 'actor_name' | 'object_name',
    part: string | undefined,
  ): Promise<string[] | undefined> {
    if (part === undefined) return undefined;
    const found = `AND strpos(lower(value), lower($1)) > 0 LIMIT ${MOST_NAMES + 1}`;
    const names = await this.valuesOf(column, found, [part]);
    return names.length > MOST_NAMES ? undefined : names;
  }

  /** Jumps from value to value in the column's index, however many events there are. */
  private async valuesOf(column: string, rest: string, values: unknown[]): Promise<string[]> {
    const rows = await this.dataSource.query<{ value: string }[]>(
      `WITH RECURSIVE found AS (
        (SELECT ${column} AS value FROM change_log ORDER BY ${column} LIMIT 1)
        UNION ALL
        SELECT (SELECT ${column} FROM change_log WHERE ${column} > found.value ORDER BY ${column} LIMIT 1)
        FROM found WHERE found.value IS NOT NULL
      )
      SELECT value FROM found WHERE value IS NOT NULL ${rest}`,
      values,
    );
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
