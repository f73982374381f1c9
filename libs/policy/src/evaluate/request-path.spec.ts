import { RouteRule } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { readPath, type RequestPath } from './request-path.js';
import { compileRoute, isNamed, matchRoutes } from './routes.js';

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
    expect(readPath(path)).toEqual({ segments, folded: null });
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
  const read = (path: string, ignoresCase?: boolean): RequestPath => {
    const answer = readPath(path, ignoresCase);
    if (answer === null) throw new Error(`${path} is ambiguous`);
    return answer;
  };
  const matches = (pattern: string, path: string, method = 'GET', methods: string[] = []): boolean =>
    matchRoutes([route(pattern, methods)], method, read(path)).length === 1;

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

  it.each([
    ['/payments/:id/refund', '/Payments/7/REFUND', true],
    ['/Payments/:id/refund', '/payments/7/refund', true],
    ['/payments/k', '/payments/%E2%84%AA', true],
    ['/payments/*', '/PAYMENTS/7', true],
    ['/payments', '/Orders', false],
  ])('%s against %s without regard to case: %s', (pattern, path, expected) => {
    const matched = matchRoutes([route(pattern)], 'GET', read(path, true));
    expect(matched.length === 1).toBe(expected);
    expect(isNamed(matched, read(path, true))).toBe(false);
  });

  it('names a path as it was sent, also where case is ignored', () => {
    const routes = [route('/payments'), route('/Payments')];
    for (const path of ['/payments', '/Payments'])
      expect(isNamed(matchRoutes(routes, 'GET', read(path, true)), read(path, true))).toBe(true);
    expect(matchRoutes(routes, 'GET', read('/payments', true))).toEqual(routes);
  });
});
