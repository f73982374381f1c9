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
  return Object.values(filters).some(isSet);
}

const isSet = (value: string | boolean | null) => value !== null && value !== '' && value !== false;

const TOGETHER = ['contract', 'draft', 'fleet'] as const;
const LIST = new Intl.ListFormat('en-GB');

/** What is said of the filters that are set, and what to do, in the place of a list that they leave empty. */
export function noMatchWords({ environment, ...filters }: ServiceFilters): string {
  const together = TOGETHER.filter((name) => isSet(filters[name]));
  const inPlace = together.length > 0 && environment !== '';
  const isOne = Object.values(filters).filter(isSet).length === 1 && !inPlace;
  return [
    filters.search === '' ? '' : 'The search looks into names, titles and owners.',
    together.length > 1 || inPlace ? fitWords(LIST.format(together), environment) : '',
    isOne ? 'Change the filter or clear it to see more.' : 'Take one filter off to see more.',
  ]
    .filter(isSet)
    .join(' ');
}

function fitWords(together: string, environment: string): string {
  const subject = together.charAt(0).toUpperCase() + together.slice(1);
  return `${subject} must fit ${environment === '' ? 'together in one environment' : `in ${environment}`}.`;
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
