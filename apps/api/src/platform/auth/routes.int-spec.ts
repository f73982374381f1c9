import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Permission, ROLE_PERMISSIONS, Role } from '@accord/contract';
import type { CreatedApiToken } from '@accord/contract/http';
import { z } from 'zod';
import { Endpoint } from '../http/endpoint.js';
import { type DeclaredRoute, declaredRoutes } from '../testing/declared-routes.js';
import { type TestApp, startTestApp } from '../testing/test-app.js';

const ACCESS = ['permission', 'authenticated', 'public', 'credential'];
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** What anybody may reach without a credential. A new line here is a decision of the reviewer's. */
const PUBLIC = [
  'GET /docs',
  'GET /docs/:file',
  'GET /healthz',
  'GET /issuers/:issuer/jwks.json',
  'GET /metrics',
  'GET /openapi.json',
  'GET /readyz',
  'GET /v1/trust/keys.json',
  'POST /v1/session',
];

/** Everything that is wrong with a route; empty when it is declared as it must be. */
function faultsOf({ handler, endpoint, hasBody, unchecked }: DeclaredRoute): string[] {
  if (endpoint === undefined) return [`${handler} has no @Endpoint`];
  const faults = unchecked.map((input) => `${handler} takes its ${input} without a schema`);
  const access = ACCESS.filter((name) => name in endpoint);
  if (access.length !== 1) faults.push(`${handler} declares ${access.length} kinds of access`);
  if ('permission' in endpoint && !Permission.options.includes(endpoint.permission)) {
    faults.push(`${handler} wants an unknown permission`);
  }
  if (WITH_BODY.has(endpoint.method) && !hasBody && endpoint.body !== 'none') {
    faults.push(`${handler} has neither a body schema nor body: 'none'`);
  }
  const { response } = endpoint;
  const isDeclared =
    response === null ? endpoint.status === 204 : 'media' in response || response instanceof z.ZodType;
  if (!isDeclared) faults.push(`${handler} has no response schema`);
  return faults;
}

@Controller()
class CarelessController {
  @Get('/careless/undeclared')
  undeclared() {
    return {};
  }

  @Post('/careless/post')
  post() {
    return {};
  }

  @Endpoint({
    method: 'POST',
    path: '/careless/body',
    public: true,
    summary: 'x',
    status: 200,
    response: z.object({}),
  })
  noBodySchema() {
    return {};
  }

  @Endpoint({
    method: 'PUT',
    path: '/careless/any',
    public: true,
    summary: 'x',
    status: 200,
    response: z.object({}),
  })
  uncheckedInput(@Body() _body: unknown, @Query('q') _q: unknown) {
    return {};
  }

  @Endpoint({
    method: 'GET',
    path: '/careless/empty',
    public: true,
    summary: 'x',
    status: 200,
    response: null,
  })
  noResponse() {
    return {};
  }
}

@Module({ controllers: [CarelessController] })
class CarelessModule {}

let api: TestApp;
let routes: DeclaredRoute[];

beforeAll(async () => {
  api = await startTestApp();
  routes = declaredRoutes(api.app);
});

afterAll(() => api.close());

describe('every route', () => {
  it('declares access, request and response', () => {
    expect(routes.length).toBeGreaterThan(15);
    expect(routes.flatMap(faultsOf)).toEqual([]);
  });

  it('is public only where this list says so', () => {
    const found = routes.flatMap(({ endpoint }) =>
      endpoint !== undefined && 'public' in endpoint ? [`${endpoint.method} ${endpoint.path}`] : [],
    );
    expect(found.filter((route) => !PUBLIC.includes(route))).toEqual([]);
  });

  it('is refused to callers without a credential, unless it is public', async () => {
    for (const { endpoint } of routes) {
      if (endpoint === undefined || 'public' in endpoint) continue;
      const path = endpoint.path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000');
      const { status } = await api.request(endpoint.method, path, { token: null });
      expect([endpoint.method, endpoint.path, status]).toEqual([endpoint.method, endpoint.path, 401]);
    }
  });

  it.each(Role.options)('lets a %s do what the role may, and nothing else', async (role) => {
    const body = { name: role, role, expires_at: null };
    const token = (await api.request<CreatedApiToken>('POST', '/v1/api-tokens', { body })).body.token ?? '';
    for (const { endpoint } of routes) {
      if (endpoint === undefined || !('permission' in endpoint)) continue;
      // An id that nothing has, and no body: what is allowed ends in 400, 404, 422, never in an effect.
      const path = endpoint.path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000');
      const { status } = await api.request(endpoint.method, path, { token });
      const isRefused = status === 403;
      expect([endpoint.path, endpoint.permission, isRefused]).toEqual([
        endpoint.path,
        endpoint.permission,
        !ROLE_PERMISSIONS[role].includes(endpoint.permission),
      ]);
    }
  });

  it('would be caught if it were careless', async () => {
    const careless = await startTestApp({ imports: [CarelessModule] });
    try {
      const faults = declaredRoutes(careless.app)
        .filter(({ handler }) => handler.startsWith('Careless'))
        .flatMap(faultsOf);
      expect(faults.sort()).toEqual([
        "CarelessController.noBodySchema has neither a body schema nor body: 'none'",
        'CarelessController.noResponse has no response schema',
        'CarelessController.post has no @Endpoint',
        'CarelessController.uncheckedInput takes its body without a schema',
        'CarelessController.uncheckedInput takes its query without a schema',
        'CarelessController.undeclared has no @Endpoint',
      ]);
    } finally {
      await careless.close();
    }
  });
});
