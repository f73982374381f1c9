import { FailureGroup, Outcome } from '@accord/contract';
import { FailureDimension, type FailuresQuery } from '@accord/contract/http';
import {
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
  type Values,
} from 'nuqs';
import { WINDOW_NAMES } from './windows';

const MODES = ['enforced', 'report_only', 'shadow'] as const satisfies readonly FailuresQuery['mode'][];

export const parsers = {
  window: parseAsStringLiteral(WINDOW_NAMES).withDefault('1h'),
  from: parseAsInteger,
  to: parseAsInteger,
  service: parseAsString,
  environment: parseAsString,
  reason: parseAsStringLiteral(Outcome.options),
  group: parseAsStringLiteral(FailureGroup.options),
  issuer: parseAsString,
  kid: parseAsString,
  contract_version: parseAsInteger,
  instance: parseAsString,
  sdk: parseAsString,
  /** The change before and after which counts are compared, by its time in epoch seconds. */
  compare: parseAsInteger,
  mode: parseAsStringLiteral(MODES).withDefault('enforced'),
  group_by: parseAsStringLiteral(FailureDimension.options).withDefault('reason'),
  accepted: parseAsBoolean.withDefault(false),
};

export type Filters = Values<typeof parsers>;
export type FilterUpdate = Partial<{ [Name in keyof Filters]: Filters[Name] | null }>;

/** The filters that name one value, and can be taken off one by one. */
export const VALUE_FILTERS = [
  'service',
  'environment',
  'reason',
  'group',
  'issuer',
  'kid',
  'contract_version',
  'instance',
  'sdk',
] as const;
export type ValueFilter = (typeof VALUE_FILTERS)[number];

export function isValueFilter(name: string): name is ValueFilter {
  return VALUE_FILTERS.some((filter) => filter === name);
}

/** A filter on one value, as an update of the address. Unknown reasons and groups are none. */
export function filterOn(name: ValueFilter, value: string): FilterUpdate {
  if (name === 'contract_version') return { contract_version: Number(value) };
  if (name === 'group') {
    const group = FailureGroup.safeParse(value);
    return group.success ? { group: group.data } : {};
  }
  if (name !== 'reason') return { [name]: value };
  const reason = Outcome.safeParse(value);
  return reason.success ? { reason: reason.data } : {};
}

/** The address of the page is the only place where filters are kept. */
export function useFilters() {
  const [filters, setFilters] = useQueryStates(parsers, { history: 'push' });
  const update = (next: FilterUpdate) => void setFilters(next);
  return { filters, update };
}
