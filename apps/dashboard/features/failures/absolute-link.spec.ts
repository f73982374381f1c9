import { expect, it } from 'vitest';
import { absoluteLink } from './absolute-link';

const NOW = 1_795_440_030;
const link = (query: string) => absoluteLink(new URL(`https://accord.test/failures${query}`), NOW).search;

it('names the times that are seen now, and keeps what else is chosen', () => {
  const params = new URLSearchParams(link('?window=15m&service=orders&trust=unverified'));
  expect([params.get('window'), params.get('service'), params.get('trust')]).toEqual([
    null,
    'orders',
    'unverified',
  ]);
  expect(Number(params.get('to')) - Number(params.get('from'))).toBeGreaterThanOrEqual(900);
  expect(Number(params.get('to'))).toBeGreaterThanOrEqual(NOW);
});

it('takes the usual window where none is named, and leaves absolute times as they are', () => {
  const params = new URLSearchParams(link(''));
  expect(Number(params.get('to')) - Number(params.get('from'))).toBeGreaterThanOrEqual(3_600);
  expect(link('?from=1795430000&to=1795433600')).toBe('?from=1795430000&to=1795433600');
});
