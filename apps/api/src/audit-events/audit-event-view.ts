import { decodeEvent } from '@accord/audit';
import type { ChangeEvent } from '@accord/contract';
import type { AuditEventView } from '@accord/contract/http';
import { effectsOf } from './audit-effects.js';
import type { LogRow } from './audit-events.repository.js';

/** What is shown comes from the hashed bytes: columns only find it. */
export function auditEventView(row: LogRow): AuditEventView {
  const event = decodeEvent(row.canonical) ?? unreadable(row);
  return {
    ...event,
    effects: effectsOf(event),
    hash: row.hash.toString('hex'),
    previous_hash: row.previous_hash.toString('hex'),
  };
}

/** Whether the searchable columns say what was hashed. */
export function columnsMatch(row: LogRow): boolean {
  const event = decodeEvent(row.canonical);
  if (event === undefined) return false;
  const { before: _before, after: _after, ...hashed } = event;
  return JSON.stringify(hashed) === JSON.stringify(columnsOf(row));
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
