import { RouteRule } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { readPath } from './request-path.js';
import { compileRoute, matchRoutes } from './routes.js';

describe('readPath', () => {
  it.each([
    ['/', []],
    ['/a/b', ['a', 'b']],
    ['/a/b/', ['a', 'b']],
    ['/a%20b', ['a b']],
    ['/%61', ['a']],
    ['/a?x=//../', ['a']],
    ['/a...', ['a...']],
    ['/a%C3%A9', ['aé']],
    ['/%25', ['%']],
  ])('reads %s', (path, segments) => {
    expect(readPath(path)).toEqual(segments);
  });

  it.each([
    '',
    'a',
    '*',
    'http://h/a',
    '//a',
    '/a//b',
    '/a//',
    '/a/../b',
    '/.',
    '/a/%2e%2E/b',
    '/a%2fb',
    '/a%2Fb',
    '/a%5cb',
    '/a\\b',
    '/a%00',
    '/a%zz',
    '/a%',
    '/%c0%af',
    '/a%252fb',
    '/%252e',
    '/é',
    '/a b',
    '/a#b',
  ])('refuses %j as ambiguous', (path) => {
    expect(readPath(path)).toBeNull();
  });
});

describe('matchRoutes', () => {
  const route = (path: string, methods: string[] = []) =>
    compileRoute(RouteRule.parse({ id: 'r', path, methods }));
  const matches = (pattern: string, path: string, method = 'GET', methods: string[] = []): boolean =>
    matchRoutes([route(pattern, methods)], method, readPath(path) ?? ['never']).length === 1;

  it.each([
    ['/payments/:id/refund', '/payments/7/refund', true],
    ['/payments/:id/refund', '/payments/7/refund/', true],
    ['/payments/:id/refund', '/payments/refund', false],
    ['/payments/:id/refund', '/Payments/7/refund', false],
    ['/payments/', '/payments', true],
    ['/payments', '/%70ayments', true],
    ['/a%20b', '/a%20b', true],
    ['/', '/', true],
    ['/', '/a', false],
    ['/admin/*', '/admin', true],
    ['/admin/*', '/admin/a/b', true],
    ['/admin/*', '/administrator', false],
    ['/*', '/', true],
  ])('%s against %s: %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  it('compares methods, and lets what guards GET guard HEAD (RFC 9110 §9.3.2)', () => {
    expect(matches('/a', '/a', 'POST', ['POST'])).toBe(true);
    expect(matches('/a', '/a', 'PUT', ['POST'])).toBe(false);
    expect(matches('/a', '/a', 'HEAD', ['GET'])).toBe(true);
    expect(matches('/a', '/a', 'TRACE', [])).toBe(true);
  });
});
