import type { AuditEventsFilter } from '@accord/contract/http';

const DAY_SECONDS = 86_400;

/** Which events are wanted, beside what a person asked for: only those between two numbers, both exclusive. */
export interface AuditSelection extends AuditEventsFilter {
  before?: number | undefined;
  after?: number | undefined;
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
  const add = (sql: (place: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  add((place) => `number < ${place}`, selection.before);
  add((place) => `number > ${place}`, selection.after);
  add((place) => `(actor_id = ${place} OR strpos(lower(actor_name), lower(${place})) > 0)`, selection.actor);
  add((place) => `object_kind = ${place}`, selection.object_kind);
  add(
    (place) => `(object_id = ${place} OR strpos(lower(object_name), lower(${place})) > 0)`,
    selection.object,
  );
  add((place) => `action = ${place}`, selection.action);
  add((place) => `service_id = (SELECT id FROM services WHERE name = ${place})`, selection.service);
  add((place) => `request_id = ${place}`, selection.request_id);
  add((place) => `at >= ${place}`, from === undefined ? undefined : startOfDay(from));
  add((place) => `at < ${place}`, to === undefined ? undefined : startOfDay(to) + DAY_SECONDS);
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
}

function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
