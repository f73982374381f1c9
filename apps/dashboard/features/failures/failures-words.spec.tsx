import type { FailuresView } from '@accord/contract/http';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { FailureFigures } from './failure-figures';
import type { Filters } from './filters';
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
  facets: {},
};

type Part = (props: { view: FailuresView; filters: Filters; update: () => void }) => React.ReactNode;

function shown(Part: Part, filters: Partial<Filters>): string {
  const props = { view: VIEW, filters: { ...NO_FILTERS, ...filters }, update: () => undefined };
  return renderToStaticMarkup(<Part {...props} />).replaceAll(/<[^>]+>/g, ' ');
}

describe('the figures', () => {
  it('count of one reason only its own requests, though the accepted ones come with them', () => {
    expect(shown(FailureFigures, { reason: 'wrong_aud' })).toMatch(/wrong_aud\s+2\s/);
    expect(shown(FailureFigures, { reason: 'accepted' })).toMatch(/accepted\s+7\s/);
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
});

describe('an empty picture', () => {
  it('of another mode tells that nothing was judged in it, and leads back', () => {
    const words = shown(NothingCounted, { mode: 'shadow', service: 'orders' });
    expect(words).toContain('Nothing was judged in shadow mode');
    expect(words).toContain('Show what is enforced');
  });
});
