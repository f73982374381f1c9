import { FailureGroup, Outcome, Trust } from '@accord/contract';
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
  trust: parseAsStringLiteral(Trust.options),
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
  'trust',
  'issuer',
  'kid',
  'contract_version',
  'instance',
  'sdk',
] as const;
export type ValueFilter = (typeof VALUE_FILTERS)[number];

/** Whether refused requests are left out by their outcome; accepted ones are counted all the same. */
export function isOfSomeOutcomes({ reason, group, trust }: Filters): boolean {
  return reason !== null || group !== null || trust !== null;
}

/** A filter on one value, as an update of the address. Unknown reasons and groups are none. */
export function filterOn(name: FailureDimension, value: string): FilterUpdate {
  if (name === 'contract_version') return { contract_version: Number(value) };
  if (name === 'group') {
    const group = FailureGroup.safeParse(value);
    return group.success ? { group: group.data } : {};
  }
  if (name !== 'reason') return { [name]: value };
  const reason = Outcome.safeParse(value);
  return reason.success ? onlyOutcome(reason.data) : {};
}

/** One outcome alone. Accepted requests are drawn only where they are asked for. */
export function onlyOutcome(outcome: Outcome): FilterUpdate {
  return outcome === 'accepted' ? { reason: outcome, accepted: true } : { reason: outcome };
}

/** The address of the page is the only place where filters are kept. */
export function useFilters() {
  const [filters, setFilters] = useQueryStates(parsers, { history: 'push' });
  const update = (next: FilterUpdate) => void setFilters(next);
  const clear = () => void setFilters(null);
  return { filters, update, clear };
}
