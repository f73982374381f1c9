import { expect, it } from 'vitest';
import { diffJson } from './json-diff';

it('names what changed by its path and folds the rest', () => {
  const before = {
    time: { max: 60, leeway: 1 },
    audiences: ['a'],
    issuers: [{ issuer: 'x', algs: ['ES256'] }],
  };
  const after = { time: { max: 90, leeway: 1 }, audiences: ['a', 'b'], issuers: [{ issuer: 'x' }] };
  expect(diffJson(before, after)).toEqual({
    changed: [
      { path: 'time.max', before: '60', after: '90' },
      { path: 'audiences', before: '["a"]', after: '["a","b"]' },
      { path: 'issuers[0].algs', before: '["ES256"]', after: undefined },
    ],
    same: [
      { path: 'time.leeway', before: '1', after: '1' },
      { path: 'issuers[0].issuer', before: '"x"', after: '"x"' },
    ],
  });
});

it('shows everything of what was created or removed', () => {
  expect(diffJson(null, { name: 'a', note: null }).changed).toEqual([
    { path: 'name', before: undefined, after: '"a"' },
    { path: 'note', before: undefined, after: 'null' },
  ]);
  expect(diffJson({ name: 'a' }, null).changed).toEqual([{ path: 'name', before: '"a"', after: undefined }]);
  expect(diffJson(null, null)).toEqual({ changed: [], same: [] });
});
