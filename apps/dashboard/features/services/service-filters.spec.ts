import { ServiceQuery } from '@accord/contract/http';
import { describe, expect, it } from 'vitest';
import { askedOf, narrows, noMatchWords, type ServiceFilters } from './service-filters';

const NOTHING: ServiceFilters = {
  search: '',
  owner: '',
  environment: '',
  contract: null,
  fleet: null,
  draft: false,
  starred: false,
};

/** As `api` sends it: empty members are left out. */
const sent = (filters: ServiceFilters) =>
  ServiceQuery.parse(
    Object.fromEntries(
      Object.entries(askedOf(filters)).filter(([, value]) => value !== undefined && value !== ''),
    ),
  );

describe('what the API is asked', () => {
  it('is everything while nothing is chosen', () => {
    expect(sent(NOTHING)).toEqual(ServiceQuery.parse({}));
  });

  it('is what was chosen, in words that the API knows', () => {
    const chosen = { ...NOTHING, search: ' pay ', contract: 'none', fleet: 'refused' } as const;
    expect(
      sent({ ...chosen, owner: 'shop', environment: 'staging', draft: true, starred: true }),
    ).toMatchObject({
      search: 'pay',
      owner: 'shop',
      environment: 'staging',
      contract: 'none',
      fleet: 'refused',
      draft: 'pending',
      starred: 'only',
    });
  });
});

it('tells an empty installation from filters that nothing matches', () => {
  expect(narrows(NOTHING)).toBe(false);
  expect(narrows({ ...NOTHING, environment: 'staging' })).toBe(false);
  expect(narrows({ ...NOTHING, starred: true })).toBe(true);
  expect(narrows({ ...NOTHING, fleet: 'behind' })).toBe(true);
});

it.each([
  [
    { search: 'zzz' },
    'The search looks into names, titles and owners. Change the filter or clear it to see more.',
  ],
  [{ starred: true }, 'Change the filter or clear it to see more.'],
  [{ starred: true, owner: 'shop' }, 'Take one filter off to see more.'],
  [{ fleet: 'behind' }, 'Change the filter or clear it to see more.'],
  [
    { fleet: 'behind', draft: true },
    'Draft and fleet must fit together in one environment. Take one filter off to see more.',
  ],
  [
    { fleet: 'behind', environment: 'staging' },
    'Fleet must fit in staging. Take one filter off to see more.',
  ],
] as const)('says of %j without results what fits', (filters, words) => {
  expect(noMatchWords({ ...NOTHING, ...filters })).toBe(words);
});
