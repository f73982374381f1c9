import { describe, expect, it } from 'vitest';
import { RouteRule } from './validation-contract.js';

const accepts = (path: string): boolean => RouteRule.safeParse({ id: 'r', path }).success;

describe('the path of a route', () => {
  it.each([
    '/',
    '/payments',
    '/payments/',
    '/payments/:id/refund',
    '/payments/*',
    '/*',
    '/a%20b',
    '/.well-known/x',
    '/a;b=1',
  ])('may be %s', (path) => {
    expect(accepts(path)).toBe(true);
  });

  it.each([
    '',
    'payments',
    '//payments',
    '/a//b',
    '/a/../b',
    '/.',
    '/a/..',
    '/a*',
    '/a/*/b',
    '/*/b',
    '/a%2Fb',
    '/%2e%2e',
    '/a%zz',
    '/%ff',
    '/a?b',
    '/:Id',
    '/a b',
  ])('may not be %j', (path) => {
    expect(accepts(path)).toBe(false);
  });
});
