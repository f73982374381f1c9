import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, startTestApp } from '../testing/test-app.js';

interface Schema {
  $ref?: string;
  type?: string;
  additionalProperties?: unknown;
  oneOf?: Schema[];
  properties?: Record<string, { description?: string }>;
}

interface Answer {
  $ref?: string;
  description?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: object }>;
}

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, Answer>;
  security: object[];
}

interface Document {
  info: { version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    responses: Record<string, Answer>;
    schemas: Record<string, Schema>;
    securitySchemes: Record<string, object>;
  };
}

let api: TestApp;
let document: Document;
let operations: [string, Operation][];

beforeAll(async () => {
  api = await startTestApp();
  document = (await api.request<Document>('GET', '/openapi.json', { token: null })).body;
  operations = Object.values(document.paths).flatMap((verbs) => Object.entries(verbs));
});

afterAll(() => api.close());

function operation(id: string): Operation {
  const found = operations.find(([, { operationId }]) => operationId === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found[1];
}

function answer(id: string, status: number): Answer {
  const own = operation(id).responses[String(status)] ?? {};
  return own.$ref === undefined
    ? own
    : (document.components.responses[own.$ref.split('/').pop() ?? ''] ?? {});
}

const headersOf = (id: string, status: number) => Object.keys(answer(id, status).headers ?? {});
const takes = (id: string) => (operation(id).parameters ?? []).map(({ name }) => name);
const statusesOf = (id: string) => Object.keys(operation(id).responses);
const without = (status: string, which: (operation: Operation) => boolean) =>
  operations
    .filter(([, each]) => which(each) && each.responses[status] === undefined)
    .map(([, each]) => each.operationId);

it('declares for every operation what follows from its declaration', () => {
  expect(without('429', () => true)).toEqual([]);
  expect(without('401', ({ security }) => security.length > 0)).toEqual([]);
  const above = ({ operationId }: Operation) => !['getPolicy', 'sendReport'].includes(operationId);
  const takesPath = ({ parameters = [] }: Operation) => parameters.some((each) => each.in === 'path');
  for (const status of ['400', '404']) expect(without(status, takesPath)).toEqual([]);
  for (const status of ['400', '413', '415', '422']) {
    expect(without(status, (each) => each.requestBody !== undefined && above(each))).toEqual([]);
  }
});

it('describes what comes with errors', () => {
  expect(headersOf('listServices', 429)).toEqual(['Retry-After']);
  expect(headersOf('listServices', 503)).toEqual(['Retry-After']);
  expect(headersOf('listServices', 401)).toEqual(['WWW-Authenticate']);
  expect(answer('publishContract', 409).description).toMatch(/`no_draft`[^]*`nothing_to_publish`/);
  expect(answer('publishContract', 422).description).toContain('`contract_refused`');
  expect(document.components.schemas['ProblemDetails']).toMatchObject({
    properties: {
      code: { enum: expect.arrayContaining(['not_found', 'contract_refused']) as string[] },
      findings: { items: { $ref: '#/components/schemas/LintFinding' } },
      retry_after_seconds: { type: 'integer' },
    },
    required: ['type', 'title', 'status', 'code', 'detail', 'request_id'],
  });
});

it('lets every POST that changes something take an Idempotency-Key', () => {
  const posts = operations.filter(([verb]) => verb === 'post').map(([, { operationId }]) => operationId);
  const keyless = posts.filter((id) => !takes(id).includes('Idempotency-Key'));
  // The log-in, what only looks, and the report, which has a sequence.
  expect(keyless.sort()).toEqual(['inspectChecks', 'inspectToken', 'logIn', 'previewBaseline', 'sendReport']);
  const others = operations.filter(([verb]) => verb !== 'post').map(([, { operationId }]) => operationId);
  expect(others.filter((id) => takes(id).includes('Idempotency-Key'))).toEqual([]);
  expect(headersOf('createService', 201)).toContain('Idempotency-Replayed');
  expect(answer('rotateNow', 409).description).toContain('`already_done`');
});

it('names in Location what was made, wherever a GET shows it', () => {
  const made = Object.entries(document.paths).flatMap(([path, { post }]) => {
    const shown = Object.entries(document.paths).some(
      ([each, { get }]) => get !== undefined && each.replace(/\/\{\w+\}$/, '') === path && each !== path,
    );
    return shown && post?.responses['201'] !== undefined ? [post.operationId] : [];
  });
  expect(made).toContain('createUser');
  expect(made.filter((id) => !headersOf(id, 201).includes('Location'))).toEqual([]);
});

it('describes edits under If-Match', () => {
  const edits = operations.filter(([, { operationId }]) => takes(operationId).includes('If-Match'));
  const ids = edits.map(([, { operationId }]) => operationId).sort();
  expect(ids).toEqual([
    'archiveService',
    'discardDraft',
    'putBaseline',
    'putDraft',
    'putSchedule',
    'updateService',
  ]);
  for (const id of ids) expect(statusesOf(id)).toContain('412');
  // Services heed If-Match where it is sent.
  expect(ids.filter((id) => statusesOf(id).includes('428'))).toEqual([
    'discardDraft',
    'putBaseline',
    'putDraft',
    'putSchedule',
  ]);
  for (const id of ['getDraft', 'putDraft', 'getBaseline', 'putBaseline', 'getSchedule', 'putSchedule']) {
    expect(headersOf(id, 200)).toContain('ETag');
  }
});

it('describes the headers of a signer', () => {
  const headers = ['Accord-Instance', 'Accord-Applied', 'Accord-Active-Since', 'Accord-Leaving'];
  expect(takes('getSigningKey')).toEqual(headers);
});

it('describes documents of media types of their own', () => {
  expect(answer('getJwks', 200).content).toEqual({
    'application/jwk-set+json': { schema: { $ref: '#/components/schemas/Jwks' } },
  });
  expect(headersOf('getJwks', 200)).toEqual(expect.arrayContaining(['ETag', 'Cache-Control']));
  expect(statusesOf('getJwks')).toContain('304');
  const files = answer('exportAuditEvents', 200).content;
  expect(Object.keys(files ?? {})).toEqual(['text/csv', 'application/x-ndjson']);
});

function resolved(schema: Schema): Schema {
  const { $ref } = schema;
  return $ref === undefined ? schema : (document.components.schemas[$ref.split('/').pop() ?? ''] ?? {});
}

/** Whether the schema refuses members that it does not know, as the server does. */
function isStrict(schema: Schema): boolean {
  const { type, additionalProperties, oneOf = [] } = resolved(schema);
  return type === 'object' ? additionalProperties === false : oneOf.length > 0 && oneOf.every(isStrict);
}

it('refuses unknown members of bodies, as the server does', () => {
  const loose = operations.filter(([, { requestBody }]) =>
    Object.values(requestBody?.content ?? {}).some(({ schema }) => !isStrict(schema)),
  );
  expect(loose.map(([, { operationId }]) => operationId)).toEqual([]);
  const { schemas } = document.components;
  expect(schemas['CreateService']).toHaveProperty('additionalProperties', false);
  expect(schemas['Service']).not.toHaveProperty('additionalProperties');
  const oneOf = [{ required: ['token'] }, { required: ['claims'] }];
  expect([schemas['InspectToken'], schemas['InspectChecks']]).toMatchObject([{ oneOf }, { oneOf }]);
});

it('names its schemas', () => {
  const names = Object.keys(document.components.schemas);
  expect(names.filter((name) => name.startsWith('_'))).toEqual([]);
  const lonely = names.filter((name) => name.endsWith('Input') && !names.includes(name.slice(0, -5)));
  expect(lonely).toEqual([]);
});

it('says the unit of times, and no bounds that say nothing', () => {
  expect(JSON.stringify(document).includes(String(Number.MAX_SAFE_INTEGER))).toBe(false);
  const times = Object.values(document.components.schemas).flatMap(({ properties = {} }) =>
    Object.entries(properties).filter(
      ([name]) => /(_at|^as_of|^not_before)$/.test(name) && name !== 'broken_at',
    ),
  );
  const unitless = times.filter(([, { description }]) => !/epoch seconds/i.test(description ?? ''));
  expect(unitless.map(([name]) => name)).toEqual([]);
  expect(times.length).toBeGreaterThan(30);
});

it('says who serves it and how it is called', async () => {
  const about = await api.request<{ version: string }>('GET', '/v1/about');
  expect(document.info.version).toBe(about.body.version);
  expect(document.servers.map(({ url }) => url)).toEqual(['/', 'http://localhost:3000']);
  expect(document.components.securitySchemes).toMatchObject({
    session: { type: 'apiKey', in: 'cookie', name: 'accord_session' },
    api_token: { type: 'http', scheme: 'bearer' },
  });
  expect(JSON.stringify(document.components.securitySchemes)).not.toContain('JWT');
  const secure = await api.replica({}, { ACCORD_PUBLIC_URL: 'https://accord.example' });
  const other = await secure.request<Document>('GET', '/openapi.json', { token: null });
  expect(other.body.components.securitySchemes['session']).toHaveProperty('name', '__Host-accord_session');
  await secure.close();
});

it('is asked for again without being sent again', async () => {
  const first = await api.request('GET', '/openapi.json', { token: null });
  expect(first.headers.get('cache-control')).toBe('public, no-cache');
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  const again = await api.request('GET', '/openapi.json', { token: null, headers });
  expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', headers['if-none-match']]);
});
