import type { FailureDimension } from '@accord/contract/http';
import type { Filters, ValueFilter } from './filters';
import { TRUST_WORDS } from './outcome';

export const DIMENSION_WORDS: Readonly<Record<FailureDimension, string>> = {
  reason: 'Reason',
  group: 'Group of reasons',
  service: 'Service',
  environment: 'Environment',
  issuer: 'Issuer',
  kid: 'Key',
  contract_version: 'Contract version',
  instance: 'Instance',
  sdk: 'SDK',
};

export const FILTER_WORDS: Readonly<Record<ValueFilter, string>> = { ...DIMENSION_WORDS, trust: 'Trust' };

/** The value of a filter as people read it; null where it is not set. */
export function filterValue(filters: Filters, name: ValueFilter): string | null {
  if (name === 'trust') return filters.trust && TRUST_WORDS[filters.trust];
  return filters[name] === null ? null : String(filters[name]);
}
