import { expect, it } from 'vitest';
import { FetchRefused } from './fetch-json.js';
import { isSameProblem, problemText } from './observation-problem.js';

it('cuts what is too long, and leaves no half of a character that the log cannot hold', () => {
  const text = problemText(new FetchRefused('not_json', `${'a'.repeat(489)}\u{1F600} and more`));
  expect(text).toHaveLength(500);
  expect(text).toMatch(/^not_json: a+\uFFFD$/);
});

it.each([
  ['bad_status: 502', 'bad_status: 503', true],
  ['bad_status: 502', 'not_json: 502', false],
  ['bad_status: 502', null, false],
  [null, null, true],
])('%s and %s are the same problem: %s', (left, right, same) => {
  expect(isSameProblem(left, right)).toBe(same);
});
