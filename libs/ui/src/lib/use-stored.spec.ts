import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { setStored, useStored } from './use-stored.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('is the fallback on the server', () => {
  const Shown = () => useStored('a-key', 'the fallback');
  expect(renderToStaticMarkup(createElement(Shown))).toBe('the fallback');
});

it('goes on where storage is forbidden or full', () => {
  const setItem = vi.fn(() => {
    throw new Error('QuotaExceededError');
  });
  vi.stubGlobal('localStorage', { setItem });
  expect(() => setStored('a-key', 'a value')).not.toThrow();
  expect(setItem).toHaveBeenCalledWith('a-key', 'a value');
});
