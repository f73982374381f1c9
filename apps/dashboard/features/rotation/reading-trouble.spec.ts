import { expect, it } from 'vitest';
import { readingTrouble } from './reading-trouble';

it.each([
  [{ last_fetched_at: 100, last_fetch_error: null }, null],
  [{ last_fetched_at: 100, last_fetch_error: 'empty: no key' }, 'the last good keys stay in force'],
  [{ last_fetched_at: null, last_fetch_error: 'not_found: no such host' }, 'No key could be read yet'],
  [{ last_fetched_at: null, last_fetch_error: null }, 'read within a minute'],
])('of %o', (issuer, words) => {
  if (words === null) expect(readingTrouble(issuer)).toBeNull();
  else expect(readingTrouble(issuer)).toContain(words);
});
