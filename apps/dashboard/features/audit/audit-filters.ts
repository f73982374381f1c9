import { AuditEffect, type AuditEventsFilter } from '@accord/contract/http';
import {
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryState,
  useQueryStates,
  type Values,
} from 'nuqs';

const parsers = {
  actor: parseAsString,
  object_kind: parseAsString,
  object: parseAsString,
  action: parseAsString,
  effect: parseAsStringLiteral(AuditEffect.options),
  service: parseAsString,
  from: parseAsString,
  to: parseAsString,
  request_id: parseAsString,
};

export type AuditFilters = Values<typeof parsers>;
export type AuditFilterName = keyof AuditFilters;
export type AuditFilterUpdate = Partial<AuditFilters>;

const NAMES = Object.keys(parsers) as AuditFilterName[];

/** The address of the page is the only place where filters are kept. */
export function useAuditFilters() {
  const [filters, setFilters] = useQueryStates(parsers, { history: 'push' });
  const update = (next: AuditFilterUpdate) => void setFilters(next);
  const clear = () => void setFilters(null);
  return { filters, update, clear };
}

/** The event that is open, by its number; in the address too, so that a link shows it. */
export function useOpenEvent() {
  return useQueryState('event', parseAsInteger.withOptions({ history: 'push' }));
}

export function isFiltered(filters: AuditFilters): boolean {
  return NAMES.some((name) => filters[name] !== null);
}

/** Whether no day can lie between the two that are asked for. */
export function isInverted({ from, to }: Pick<AuditFilters, 'from' | 'to'>): boolean {
  return from !== null && to !== null && from > to;
}

/** The filters that are set, as the API takes them. */
export function askedOf(filters: AuditFilters): Partial<Record<keyof AuditEventsFilter, string>> {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = filters[name];
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
}

/** The address of the file with every match. */
export function exportPath(filters: AuditFilters, format: 'csv' | 'ndjson'): string {
  return `/v1/audit-events/export?${new URLSearchParams({ ...askedOf(filters), format })}`;
}
