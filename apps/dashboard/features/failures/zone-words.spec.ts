import { expect, it } from 'vitest';
import { offsetWords, zoneWords } from './zone-words';

it.each([
  [-540, 'UTC+9'],
  [210, 'UTC−3:30'],
  [0, 'UTC+0'],
])('%i minutes are %s', (minutes, words) => {
  expect(offsetWords(minutes)).toBe(words);
});

it('names the zone', () => {
  expect(zoneWords('utc', 0)).toBe('UTC');
  expect(zoneWords('local', 0)).toMatch(/^\S+ \(UTC[+−]\d+(:\d\d)?\)$/);
});
