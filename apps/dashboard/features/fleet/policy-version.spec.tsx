import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { PolicyVersion } from './policy-version';

it.each([
  [236, 236, '236 newest'],
  [236, 241, '236 newest is 241'],
  [null, 241, 'none yet newest is 241'],
  [236, null, '236 nothing is published'],
])('runs %s where %s is the newest: %s', (applied, desired, words) => {
  const html = renderToStaticMarkup(<PolicyVersion applied={applied} desired={desired} />);
  expect(html.replaceAll(/<[^>]+>/g, '')).toBe(words);
});
