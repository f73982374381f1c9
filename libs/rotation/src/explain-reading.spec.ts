import { expect, it } from 'vitest';
import { explainReading } from './explain-reading.js';

it.each([
  [100, null, null],
  [100, 'empty: no key', expect.stringContaining('the last good keys stay in force')],
  [null, 'not_found: no such host', expect.stringContaining('No key could be read yet')],
  [null, null, expect.stringContaining('read within a minute')],
])('read at %o, with the error %o', (lastFetchedAt, lastFetchError, said) => {
  expect(explainReading(lastFetchedAt, lastFetchError)).toEqual(said);
});
