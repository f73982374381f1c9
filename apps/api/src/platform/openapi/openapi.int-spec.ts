import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { RouteNotes } from '../http/endpoint.js';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPollRequest } from '../../policy/poll-request.js';
import { RawRoutes } from '../http/raw-routes.js';
import { declaredRoutes } from '../testing/declared-routes.js';
import { type TestApp, startTestApp } from '../testing/test-app.js';

interface Operation {
  operationId: string;
  tags: string[];
  parameters?: { name: string; in: string; schema: { pattern?: string } }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; headers?: object; content?: Record<string, unknown> }>;
  security: Record<string, unknown>[];
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; responses: Record<string, unknown> };
}

/** The headers of a poll that are not named after us. */
const POLL_HEADERS: Readonly<Record<string, string>> = {
  authorization: 'authorization',
  ifNoneMatch: 'if-none-match',
  prefer: 'prefer',
};

/** As Fastify was told, `GET /v1/services/:service`. */
const served: string[] = [];

/** Hears of every route before the first is registered. */
@Module({})
class RouteListenerModule {
  constructor({ httpAdapter }: HttpAdapterHost) {
    httpAdapter.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url, config }) => {
      if ((config as RouteNotes | undefined)?.refused) return;
      served.push(...[method].flat().map((verb) => `${verb} ${url}`));
    });
  }
}

/** What is served and is no operation: Fastify adds HEAD to every GET (RFC 9110 §9.3.2). */
const isUndescribed = (route: string): boolean => route.startsWith('HEAD ');

let api: TestApp;
let document: Document;
let operations: Operation[];

beforeAll(async () => {
  api = await startTestApp({ imports: [RouteListenerModule] });
  document = (await api.request<Document>('GET', '/openapi.json', { token: null })).body;
  operations = Object.values(document.paths).flatMap((path) => Object.values(path));
});

afterAll(() => api.close());

describe('/openapi.json', () => {
  it('describes every declared route under an id of its own', () => {
    expect(document.openapi).toBe('3.1.0');
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(declaredRoutes(api.app).length + api.app.get(RawRoutes).list().length);
  });

  it('groups operations by resource, so that the page can be browsed', () => {
    const tagsOf = (path: string) => Object.values(document.paths[path] ?? {}).map(({ tags }) => tags);
    expect(tagsOf('/v1/services/{service}/environments/{environment}/publish')).toEqual([['services']]);
    expect(tagsOf('/v1/policy')).toEqual([['policy']]);
    expect(tagsOf('/readyz')).toEqual([['system']]);
  });

  it('describes all that is served and nothing else, also what stands below Nest', () => {
    const raw = api.app.get(RawRoutes).list();
    const routes = [...served, ...raw.map(({ method, path }) => `${method} ${path}`)];
    const expected = routes
      .filter((route) => !isUndescribed(route))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'));
    const described = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(expected.sort());
    expect(described).toEqual(expect.arrayContaining(['GET /v1/policy', 'POST /v1/reports']));
  });

  it('describes the poll: headers, answers, problems by their code', () => {
    const poll = document.paths['/v1/policy']?.['get'];
    expect(poll?.security).toEqual([{ service_credential: [] }]);
    const names = poll?.parameters?.map(({ name }) => name.toLowerCase()) ?? [];
    const read = Object.keys(readPollRequest({})).map((key) => POLL_HEADERS[key] ?? `accord-${key}`);
    expect(['authorization', ...names].sort()).toEqual(read.sort());
    const responses: Operation['responses'] = poll?.responses ?? {};
    expect(Object.keys(responses)).toEqual(['200', '304', '401', '404', '406', '429', '503', 'default']);
    expect(Object.keys(responses['200']?.headers ?? {})).toEqual(['ETag', 'Cache-Control', 'Accord-Fresh']);
    expect(responses['200']?.content).toEqual({
      'application/jose': {
        schema: { type: 'string', 'x-jws-payload': { $ref: '#/components/schemas/BundlePayload' } },
      },
    });
    expect(responses['503']?.description).toMatch(/`warming_up`[^]*`replica_behind`/);
    expect(Object.keys(responses['503']?.content ?? {})).toEqual(['application/problem+json']);
  });

  it('describes the report: its schema, limits and problems', () => {
    const report = document.paths['/v1/reports']?.['post'];
    expect(report?.security).toEqual([{ service_credential: [] }]);
    expect(report?.requestBody?.content).toEqual({
      'application/json': { schema: { $ref: '#/components/schemas/Report' } },
    });
    expect(document.components.schemas['Report']).toHaveProperty('properties.rows');
    const statuses = ['202', '400', '401', '413', '415', '422', '429', '503', 'default'];
    expect(Object.keys(report?.responses ?? {})).toEqual(statuses);
  });

  it('gives every error as a problem document', () => {
    const errors = operations.map(({ responses }) => Object.keys(responses['default']?.content ?? {}));
    expect(errors.filter((media) => media.join() !== 'application/problem+json')).toEqual([]);
  });

  it('names every parameter and resolves every reference', () => {
    const nameless = operations.filter(({ parameters }) => parameters?.some(({ name }) => !name));
    expect(nameless.map(({ operationId }) => operationId)).toEqual([]);
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    const known = new Set(
      Object.entries(document.components).flatMap(([kind, parts]) =>
        Object.keys(parts).map((name) => `#/components/${kind}/${name}`),
      ),
    );
    expect([...new Set(refs)].filter((ref) => !known.has(ref))).toEqual([]);
    expect(refs.length).toBeGreaterThan(10);
  });

  it('says how each route wants to be called', () => {
    const byId = Object.fromEntries(
      operations.map((operation) => [operation.operationId, operation.security]),
    );
    expect(byId['logIn']).toEqual([]);
    expect(byId['createUser']).toEqual([{ session: [] }, { api_token: [] }]);
  });
});

describe('/docs', () => {
  it('is a page made of our own files under a strict policy', async () => {
    const page = await api.request<string>('GET', '/docs', { token: null });
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    const files = [...page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files).toHaveLength(3);
    for (const file of files) expect((await api.request('GET', file, { token: null })).status).toBe(200);
    expect(page.body).not.toMatch(/https?:\/\//);
  });

  it('serves no other file', async () => {
    for (const file of ['package.json', 'constructor', '..%2f..%2fpackage.json']) {
      expect((await api.request('GET', `/docs/${file}`, { token: null })).status).toBe(404);
    }
  });
});
