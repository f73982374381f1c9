import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ChainHead, GENESIS_HASH, decodeEvent, verifyChain } from '@accord/audit';
import type { ChangeEvent } from '@accord/contract';
import type { AuditEventPage, AuditEventView, AuditEventsQuery, ChainCheck } from '@accord/contract/http';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import { AuditEventsRepository, type LogRow } from './audit-events.repository.js';

const BATCH = 1_000;
const DAY_SECONDS = 86_400;

/** Shows who did what, and whether the record of it is whole. */
@Injectable()
export class AuditEventsService {
  constructor(private readonly log: AuditEventsRepository) {}

  async list({ cursor, limit, from, to, ...filter }: AuditEventsQuery): Promise<AuditEventPage> {
    const found = await this.log.list(
      {
        ...filter,
        before: cursor === undefined ? undefined : readCursor(cursor, z.int()),
        fromSeconds: from === undefined ? undefined : startOfDay(from),
        untilSeconds: to === undefined ? undefined : startOfDay(to) + DAY_SECONDS,
      },
      limit + 1,
    );
    const page = pageOf(found, limit, (row) => row.number);
    return { ...page, items: page.items.map(auditEventView) };
  }

  /** Recomputes every hash from the first event to the head, and compares the searchable columns with what was hashed. */
  async verify(): Promise<ChainCheck> {
    const head = await this.log.head();
    const shown = { number: head.number, at: head.at, hash: head.hash.toString('hex') };
    const result = await this.walk(head.number);
    const { number, hash } = result.head;
    const reached = result.problem === null && number === head.number && head.hash.equals(hash);
    const missing = `the head says ${head.number} but the chain ends at ${number}, or with another hash`;
    return {
      intact: reached,
      checked: number,
      head: shown,
      broken_at: result.problem !== null || !reached ? number + 1 : null,
      problem: result.problem ?? (reached ? null : missing),
    };
  }

  private async walk(until: number): Promise<{ head: ChainHead; problem: string | null }> {
    let head: ChainHead = { number: 0, at: 0, hash: new Uint8Array(GENESIS_HASH) };
    while (head.number < until) {
      const rows = (await this.log.readFrom(head.number, BATCH)).filter((row) => row.number <= until);
      if (rows.length === 0) break;
      const verdict = await verifyChain(rows.map(linkOf), head);
      const forged = rows.find((row) => row.number <= verdict.head.number && !columnsMatch(row));
      if (forged !== undefined)
        return { head: { ...head, number: forged.number - 1 }, problem: COLUMNS_DIFFER };
      if (!verdict.intact) return { head: verdict.head, problem: verdict.problem };
      head = verdict.head;
    }
    return { head, problem: null };
  }
}

const COLUMNS_DIFFER = 'the columns do not say what was hashed';

function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

function linkOf(row: LogRow) {
  return { number: row.number, canonical: row.canonical, hash: row.hash, previousHash: row.previous_hash };
}

/** What is shown comes from the hashed bytes: columns only find it. */
function auditEventView(row: LogRow): AuditEventView {
  const event = decodeEvent(row.canonical) ?? unreadable(row);
  return { ...event, hash: row.hash.toString('hex'), previous_hash: row.previous_hash.toString('hex') };
}

function unreadable(row: LogRow): ChangeEvent {
  return {
    ...columnsOf(row),
    before: null,
    after: { unreadable: 'the stored bytes are not an event: verify the chain' },
  };
}

function columnsOf(row: LogRow): Omit<ChangeEvent, 'before' | 'after'> {
  return {
    number: row.number,
    at: row.at,
    actor: { kind: row.actor_kind as ChangeEvent['actor']['kind'], id: row.actor_id, name: row.actor_name },
    action: row.action,
    object: { kind: row.object_kind, id: row.object_id, name: row.object_name },
    service_id: row.service_id,
    environment_id: row.environment_id,
    issuer_id: row.issuer_id,
    request_id: row.request_id,
    reason: row.reason,
  };
}

function columnsMatch(row: LogRow): boolean {
  const event = decodeEvent(row.canonical);
  if (event === undefined) return false;
  const { before: _before, after: _after, ...hashed } = event;
  return JSON.stringify(hashed) === JSON.stringify(columnsOf(row));
}
