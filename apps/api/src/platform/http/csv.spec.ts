import { expect, it } from 'vitest';
import { csvLine } from './csv.js';

it('quotes what would break a line, and disarms formulas', () => {
  expect(csvLine(['a', 1, null, true])).toBe('a,1,,true\r\n');
  expect(csvLine(['say "hi", twice', 'two\nlines'])).toBe('"say ""hi"", twice","two\nlines"\r\n');
  expect(csvLine(['=1+1', '+1', '-1', '@a', '\ttab'])).toBe("'=1+1,'+1,'-1,'@a,'\ttab\r\n");
});
