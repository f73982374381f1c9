import { ValidationContract } from '@accord/contract';

/** Lists in which the order counts: the names on the way to a nested claim. All others are sets. */
const PATHS: ReadonlySet<string> = new Set(['scope_claim', 'roles_claim', 'claim']);
/** What entries of a list of objects are told apart by. */
const IDENTITIES = ['issuer', 'id'];

/**
 * Parses a contract, fills in its defaults and sorts its lists, so that two contracts that mean the same are equal.
 *
 * @throws ZodError when the input is not a contract; `lintContract` says the same in findings.
 */
export function normalizeContract(input: unknown): ValidationContract {
  return ValidationContract.parse(sorted(ValidationContract.parse(input), ''));
}

function sorted(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item, ''));
    return PATHS.has(name) ? items : items.sort((a, b) => compare(sortKey(a), sortKey(b)));
  }
  if (typeof value !== 'object' || value === null) return value;
  // The names of type claims are free: there, `claim` is no path.
  const free = name === 'claims' && Object.values(value).every(Array.isArray);
  const entries = Object.entries(value).map(([key, item]) => [key, sorted(item, free ? '' : key)]);
  return Object.fromEntries(entries) as unknown;
}

function sortKey(item: unknown): string {
  if (typeof item === 'string') return item;
  const record = item as Record<string, unknown>;
  const identity = IDENTITIES.find((key) => typeof record[key] === 'string');
  return identity === undefined ? JSON.stringify(item) : String(record[identity]);
}

/** UTF-16 code units, as RFC 8785 §3.2.3 orders names; a locale would order them differently elsewhere. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
