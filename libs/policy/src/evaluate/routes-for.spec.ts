import { ValidationContract } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { routesFor } from './routes-for.js';

const rules = (unmatched: 'default' | 'deny') =>
  ValidationContract.shape.authorization.parse({
    unmatched,
    routes: [
      { id: 'read', methods: ['GET'], path: '/payments/*', all_scopes: ['payments:read'] },
      { id: 'refund', methods: ['POST'], path: '/payments/:id/refund', any_roles: ['clerk'] },
      { id: 'any', path: '/payments/:id/refund' },
    ],
  });

const idsOf = (method: string, path: string) => {
  const answer = routesFor(rules('default'), { method, path });
  return answer.refused ?? answer.routes.map(({ id }) => id);
};

describe('routesFor', () => {
  it('names every route that applies, in the contract’s order', () => {
    expect(idsOf('POST', '/payments/7/refund')).toEqual(['refund', 'any']);
    expect(idsOf('HEAD', '/payments/7/refund?x=1')).toEqual(['read', 'any']);
  });

  it('asks no more than the default of a request that no route names, unless the contract refuses it', () => {
    expect(idsOf('GET', '/orders')).toEqual([]);
    expect(routesFor(rules('deny'), { method: 'GET', path: '/orders' })).toEqual({
      refused: 'route_unknown',
    });
  });

  it('takes the rules of routes in another case where the router ignores case, and knows no more requests', () => {
    const refund = { method: 'POST', path: '/Payments/7/refund', caseInsensitivePaths: true };
    expect(routesFor(rules('deny'), refund)).toEqual({ refused: 'route_unknown' });
    const mixed = ValidationContract.shape.authorization.parse({
      unmatched: 'deny',
      routes: [
        { id: 'lower', path: '/a' },
        { id: 'upper', path: '/A' },
      ],
    });
    const a = { method: 'GET', path: '/a' };
    expect(routesFor(mixed, { ...a, caseInsensitivePaths: true })).toMatchObject({
      routes: [{ id: 'lower' }, { id: 'upper' }],
    });
    expect(routesFor(mixed, a)).toMatchObject({ routes: [{ id: 'lower' }] });
  });

  it.each(['payments', '/a//b', '/a/%2e%2e/b', '/a%2Fb'])('refuses %s as ambiguous', (path) => {
    expect(idsOf('GET', path)).toBe('path_ambiguous');
  });
});
