import type { AuditEventsFilter } from '@accord/contract/http';
import { effectCondition } from './audit-effects.js';

const DAY_SECONDS = 86_400;

/** Which events are wanted, beside what a person asked for. */
export interface AuditSelection extends AuditEventsFilter {
  /** Only those between two numbers, both exclusive. */
  before?: number | undefined;
  after?: number | undefined;
  /** All names of actors that `actor` is a part of. Absent: they are not known, or too many to look for each. */
  actorNames?: string[] | undefined;
  /** The same of `object`. */
  objectNames?: string[] | undefined;
}

/** A WHERE clause (or nothing) and the values of its places. */
export interface SqlConditions {
  where: string;
  values: unknown[];
}

/** The selection as SQL over change_log. Days are UTC days, both inclusive. */
export function conditionsOf(selection: AuditSelection): SqlConditions {
  const { from, to } = selection;
  const values: unknown[] = [];
  const parts: string[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const add = (sql: (place: string) => string, value: unknown) => {
    if (value !== undefined) parts.push(sql(place(value)));
  };
  const addParty = (column: 'actor' | 'object', names: string[] | undefined) =>
    add((text) => {
      const named =
        names === undefined
          ? `strpos(lower(${column}_name), lower(${text})) > 0`
          : `${column}_name = ANY(${place(names)}::text[])`;
      return `(${column}_id = ${text} OR ${named})`;
    }, selection[column]);
  add((number) => `number < ${number}`, selection.before);
  add((number) => `number > ${number}`, selection.after);
  addParty('actor', selection.actorNames);
  add((kind) => `object_kind = ${kind}`, selection.object_kind);
  addParty('object', selection.objectNames);
  add((action) => `action = ${action}`, selection.action);
  if (selection.effect !== undefined) parts.push(effectCondition(selection.effect));
  add((name) => `service_id = (SELECT id FROM services WHERE name = ${name})`, selection.service);
  add((id) => `request_id = ${id}`, selection.request_id);
  add((second) => `at >= ${second}`, from === undefined ? undefined : startOfDay(from));
  add((second) => `at < ${second}`, to === undefined ? undefined : startOfDay(to) + DAY_SECONDS);
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
}

function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
