import { ValidationContract } from '@accord/contract';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { PathAnswer } from './path-answer';

const rules = ValidationContract.shape.authorization.parse({
  default: { all_scopes: ['payments:read'] },
  routes: [
    { id: 'refund', methods: ['POST'], path: '/payments/:id/refund', all_scopes: ['payments:write'] },
    { id: 'admin', path: '/Admin', any_roles: ['admin'] },
  ],
});
const answer = (method: string, path: string) =>
  renderToStaticMarkup(<PathAnswer rules={rules} method={method} path={path} />).replaceAll(/<[^>]*>/g, '|');

it('names the routes that apply, and what every request needs', () => {
  expect(answer('POST', '/payments/7/refund')).toMatch(/Route \|refund\| needs the scope \|payments:write/);
  expect(answer('GET', '/payments/7/refund')).toMatch(
    /No route names it.*Every request needs the scope \|payments:read/,
  );
});

it('says which routes count besides behind a router that ignores case', () => {
  expect(answer('GET', '/admin')).toMatch(
    /No route names it.*Behind a router that ignores case, as Express does, route \|admin\| counts too: it needs/,
  );
  expect(answer('GET', '/Admin')).not.toContain('ignores case');
});

it('says why a path is refused', () => {
  expect(answer('GET', '/a//b')).toContain('path_ambiguous');
});
