import type { FailuresView } from '@accord/contract/http';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Facets } from './facets';
import { FailureFigures } from './failure-figures';
import { csvHref } from './failures-queries';
import type { Filters } from './filters';
import { Legend } from './legend';
import { NotesTable } from './notes-table';
import { NothingCounted } from './nothing-counted';

const NO_FILTERS: Filters = {
  window: '1h',
  from: null,
  to: null,
  service: null,
  environment: null,
  reason: null,
  group: null,
  trust: null,
  issuer: null,
  kid: null,
  contract_version: null,
  instance: null,
  sdk: null,
  compare: null,
  mode: 'enforced',
  group_by: 'reason',
  accepted: false,
};

const VIEW: FailuresView = {
  from: 0,
  to: 60,
  step: 60,
  buckets: [],
  outcomes: [
    { environment: 'production', outcome: 'accepted', count: 7 },
    { environment: 'production', outcome: 'wrong_aud', count: 2 },
  ],
  totals: [],
  totals_complete: true,
  notes: [{ service: 'orders', note: 'forbidden_claim', value: 'email', count: 1 }],
  dropped: 0,
  markers: [],
  facets: {
    kid: Array.from({ length: 10 }, (_, index) => ({ value: `key-${index}`, count: 1 })),
  },
};

type Part = (props: { view: FailuresView; filters: Filters; update: () => void }) => React.ReactNode;

function markup(Part: Part, filters: Partial<Filters>): string {
  const props = { view: VIEW, filters: { ...NO_FILTERS, ...filters }, update: () => undefined };
  return renderToStaticMarkup(<Part {...props} />);
}

const shown: typeof markup = (...of) => markup(...of).replaceAll(/<[^>]+>/g, ' ');

describe('the figures', () => {
  it('count of one reason only its own requests, though the accepted ones come with them', () => {
    expect(shown(FailureFigures, { reason: 'wrong_aud' })).toMatch(/wrong_aud\s+2\s/);
    expect(shown(FailureFigures, { reason: 'accepted' })).toMatch(/accepted\s+7\s/);
  });

  it('lead to what they count by trust', () => {
    expect(markup(FailureFigures, {})).toContain('aria-label="2 verified, show only these"');
    expect(shown(FailureFigures, { trust: 'verified' })).toMatch(/Verified\s+2\s+signature held/);
  });

  it('name no share where a group leaves out other refused requests', () => {
    expect(shown(FailureFigures, {})).toContain('22.2 % of 9');
    expect(shown(FailureFigures, { group: 'claims' })).toMatch(/Refused\s+2\s+only claims/);
  });
});

describe('notes', () => {
  it.each([
    [{ service: 'orders' }, false],
    [{ kid: 'nope' }, true],
    [{ mode: 'shadow' as const }, true],
  ])('with %o say that filters do not apply: %s', (filters, said) => {
    expect(shown(NotesTable, filters).includes('the other filters do not apply')).toBe(said);
  });

  it('lead to all requests of their service, and no further', () => {
    const label = 'aria-label="1, show all requests of orders"';
    expect(markup(NotesTable, { kid: 'nope' })).toContain(label);
    expect(markup(NotesTable, { service: 'orders', accepted: true })).not.toContain(label);
  });
});

describe('a facet', () => {
  it('has all of its values to choose from, the rarer ones folded away', () => {
    const facet = markup(Facets, {});
    expect(facet.match(/<button/g)).toHaveLength(10);
    expect(facet).toContain('and 2 more</summary>');
  });
});

describe('the legend', () => {
  const legend = (key: string, filters: Partial<Filters>) => {
    const entry = { key, label: key, color: 'red', hatched: false };
    return markup((props) => <Legend series={[entry]} {...props} />, filters);
  };

  it('leads from what is added up to where it can be told apart', () => {
    expect(legend('other', { group_by: 'kid' })).toContain('title="Choose one of them under “Narrow down”"');
    expect(legend('other', { group_by: 'sdk' })).toContain('title="Choose a service to tell them apart"');
  });

  it('leads nowhere where one sees only that', () => {
    expect(legend('key-1', { group_by: 'kid' })).toContain('<button');
    expect(legend('key-1', { group_by: 'kid', kid: 'key-1' })).not.toContain('<button');
  });
});

describe('the file', () => {
  it('holds what the filters ask for', () => {
    expect(csvHref({ ...NO_FILTERS, trust: 'unverified' }, VIEW)).toContain('trust=unverified');
  });
});

describe('an empty picture', () => {
  it('says that nothing was refused only where it counts all that could be', () => {
    const view = { ...VIEW, buckets: [{ start: 0, accepted: 7, refused: 0, series: {} }] };
    const empty = (filters: Partial<Filters>) =>
      shown((props) => <NothingCounted {...props} view={view} />, filters);
    expect(empty({})).toContain('Nothing was refused');
    expect(empty({ trust: 'unverified' })).toContain('No verdict matches the filters');
  });

  it('of another mode tells that nothing was judged in it, and leads back', () => {
    const words = shown(NothingCounted, { mode: 'shadow', service: 'orders' });
    expect(words).toContain('Nothing was judged in shadow mode');
    expect(words).toContain('Show what is enforced');
  });
});
