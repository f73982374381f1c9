import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditEventsQuery } from '@accord/contract/http';

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

/** Filters in SQL terms; days became seconds. */
export type AuditFilter = Omit<AuditEventsQuery, 'cursor' | 'limit' | 'from' | 'to'> & {
  before: number | undefined;
  fromSeconds: number | undefined;
  untilSeconds: number | undefined;
};

/** Reads the change log. Nothing here writes: that is ChangeLog's alone. */
@Injectable()
export class AuditEventsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  list(filter: AuditFilter, limit: number): Promise<LogRow[]> {
    const { conditions, values } = conditionsOf(filter);
    return this.dataSource.query<LogRow[]>(
      `SELECT * FROM change_log ${conditions} ORDER BY number DESC LIMIT ${limit}`,
      values,
    );
  }

  /** In order, after a number. */
  readFrom(number: number, limit: number): Promise<LogRow[]> {
    return this.dataSource.query<LogRow[]>(
      `SELECT * FROM change_log WHERE number > $1 ORDER BY number LIMIT ${limit}`,
      [number],
    );
  }

  async head(): Promise<{ number: number; at: number; hash: Buffer }> {
    const [head] = await this.dataSource.query<{ number: number; at: number; hash: Buffer }[]>(
      'SELECT number, at, hash FROM change_log_head',
    );
    if (head === undefined) throw new Error('change_log_head is empty: the migrations did not run');
    return head;
  }
}

function conditionsOf(filter: AuditFilter): { conditions: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (sql: (place: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  add((place) => `number < ${place}`, filter.before);
  add((place) => `(actor_id = ${place} OR strpos(lower(actor_name), lower(${place})) > 0)`, filter.actor);
  add((place) => `object_kind = ${place}`, filter.object_kind);
  add((place) => `(object_id = ${place} OR strpos(lower(object_name), lower(${place})) > 0)`, filter.object);
  add((place) => `action = ${place}`, filter.action);
  add((place) => `request_id = ${place}`, filter.request_id);
  add((place) => `at >= ${place}`, filter.fromSeconds);
  add((place) => `at < ${place}`, filter.untilSeconds);
  return { conditions: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
}
