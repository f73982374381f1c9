import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaredRoutes } from '../testing/declared-routes.js';
import { type TestApp, startTestApp } from '../testing/test-app.js';

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  security: Record<string, unknown>[];
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

let api: TestApp;
let document: Document;
let operations: Operation[];

beforeAll(async () => {
  api = await startTestApp();
  document = (await api.request<Document>('GET', '/openapi.json', { token: null })).body;
  operations = Object.values(document.paths).flatMap((path) => Object.values(path));
});

afterAll(() => api.close());

describe('/openapi.json', () => {
  it('describes every declared route under an id of its own', () => {
    expect(document.openapi).toBe('3.1.0');
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(declaredRoutes(api.app).length);
  });

  it('names every parameter and resolves every reference', () => {
    const nameless = operations.filter(({ parameters }) => parameters?.some(({ name }) => !name));
    expect(nameless.map(({ operationId }) => operationId)).toEqual([]);
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    const known = new Set(
      Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`),
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
