import { FleetSort, InstanceStatus } from '@accord/contract/http';
import {
  debounce,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
  type Values,
} from 'nuqs';

const parsers = {
  search: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(250) }),
  environment: parseAsString.withDefault(''),
  status: parseAsStringLiteral(InstanceStatus.options),
  lacks: parseAsInteger,
  sort: parseAsStringLiteral(FleetSort.options).withDefault('attention'),
};

export type FleetFilters = Values<typeof parsers>;

/** The address of the page is the only place where filters are kept. */
export function useFleetFilters() {
  const [filters, setFilters] = useQueryStates(parsers);
  return { filters, update: (next: Partial<FleetFilters>) => void setFilters(next) };
}
