import { FleetTrouble } from '@accord/contract/http';
import {
  debounce,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryState,
  useQueryStates,
  type Values,
} from 'nuqs';
import { useCallback } from 'react';

export const CONTRACT_STATES = ['published', 'none'] as const;

const parsers = {
  search: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(250) }),
  owner: parseAsString.withDefault(''),
  environment: parseAsString.withDefault(''),
  contract: parseAsStringLiteral(CONTRACT_STATES),
  fleet: parseAsStringLiteral(FleetTrouble.options),
  draft: parseAsBoolean.withDefault(false),
  starred: parseAsBoolean.withDefault(false),
};

export type ServiceFilters = Values<typeof parsers>;

/** The address of the page is the only place where filters are kept. */
export function useServiceFilters() {
  const [filters, setFilters] = useQueryStates(parsers);
  const update = (next: Partial<ServiceFilters>) => void setFilters(next);
  const clear = useCallback(() => void setFilters(null), [setFilters]);
  return { filters, update, clear };
}

/** The service in the side panel, by its name; in the address too, so that a link shows it. */
export function useOpenService() {
  return useQueryState('open', parseAsString);
}

/** An environment alone only says which rows are shown. */
export function narrows({ environment: _, ...filters }: ServiceFilters): boolean {
  return Object.values(filters).some((value) => value !== null && value !== '' && value !== false);
}

/** The filters as the API takes them. */
export function askedOf({ search, owner, environment, contract, fleet, draft, starred }: ServiceFilters) {
  return {
    search: search.trim(),
    owner,
    environment,
    contract: contract ?? undefined,
    fleet: fleet ?? undefined,
    draft: draft ? 'pending' : undefined,
    starred: starred ? 'only' : undefined,
  };
}
