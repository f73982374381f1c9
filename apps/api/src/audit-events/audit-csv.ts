import type { AuditEventView } from '@accord/contract/http';
import { csvLine } from '../platform/http/csv.js';

const COLUMNS: readonly (readonly [string, (event: AuditEventView) => string | number | null])[] = [
  ['number', (event) => event.number],
  ['at', (event) => new Date(event.at * 1000).toISOString()],
  ['actor_kind', (event) => event.actor.kind],
  ['actor_id', (event) => event.actor.id],
  ['actor_name', (event) => event.actor.name],
  ['action', (event) => event.action],
  ['effects', (event) => event.effects.join(' ')],
  ['object_kind', (event) => event.object.kind],
  ['object_id', (event) => event.object.id],
  ['object_name', (event) => event.object.name],
  ['service_id', (event) => event.service_id],
  ['environment_id', (event) => event.environment_id],
  ['issuer_id', (event) => event.issuer_id],
  ['request_id', (event) => event.request_id],
  ['reason', (event) => event.reason],
  ['before', (event) => jsonOf(event.before)],
  ['after', (event) => jsonOf(event.after)],
  ['hash', (event) => event.hash],
  ['previous_hash', (event) => event.previous_hash],
];

/** The first line of the file, with its line end (RFC 4180). */
export const CSV_HEADER = csvLine(COLUMNS.map(([name]) => name));

/** An event as a line: times in UTC, `before` and `after` as JSON, and no cell that a spreadsheet would run. */
export function auditCsvLine(event: AuditEventView): string {
  return csvLine(COLUMNS.map(([, valueOf]) => valueOf(event)));
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
