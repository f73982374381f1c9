import { Body, Controller, Get, Module, Param, Query } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ProblemDetails } from '@accord/contract/http';
import { Endpoint } from '../http/endpoint.js';
import { type TestApp, startTestApp } from '../testing/test-app.js';

const Echo = z.strictObject({ name: z.string().min(2), tags: z.array(z.int()) });
type Echo = z.infer<typeof Echo>;
const Numbered = z.object({ n: z.coerce.number().int() });
const Id = z.object({ id: z.uuid() });

@Controller()
class ProbeController {
  @Endpoint({ method: 'POST', path: '/probe', public: true, summary: 'Echo', status: 200, response: Echo })
  probeEcho(@Body({ schema: Echo }) body: Echo): Echo {
    return body;
  }

  @Endpoint({
    method: 'GET',
    path: '/probe/query',
    public: true,
    summary: 'Query',
    status: 200,
    response: Numbered,
  })
  probeQuery(@Query({ schema: Numbered }) query: z.infer<typeof Numbered>) {
    return query;
  }

  @Endpoint({ method: 'GET', path: '/probe/ids/:id', public: true, summary: 'Id', status: 200, response: Id })
  probeId(@Param({ schema: Id }) params: z.infer<typeof Id>) {
    return { ...params, secret: 'not in the schema' };
  }

  @Endpoint({
    method: 'DELETE',
    path: '/probe/nothing-to-say',
    public: true,
    summary: 'Delete',
    status: 204,
    response: null,
  })
  probeDelete(): void {
    // Nothing to delete: the test is about how the request is read.
  }

  @Endpoint({
    method: 'POST',
    path: '/probe/nothing-to-say',
    public: true,
    summary: 'Do',
    status: 204,
    body: 'none',
    response: null,
  })
  probePost(): void {
    // Nothing to do: the test is about how the request is read.
  }

  @Endpoint({
    method: 'GET',
    path: '/probe/broken',
    public: true,
    summary: 'Fails',
    status: 200,
    response: Id,
  })
  probeBroken(): never {
    throw new Error('password=hunter2 in a stack trace');
  }

  @Endpoint({
    method: 'GET',
    path: '/probe/guarded',
    permission: 'users:write',
    summary: 'No',
    status: 200,
    response: Id,
  })
  probeGuarded() {
    return {};
  }

  @Get('/probe/undeclared')
  undeclared() {
    return { leaked: true };
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp({ imports: [ProbeModule] });
});

afterAll(() => api.close());

async function problem(method: string, path: string, options: Parameters<TestApp['request']>[2] = {}) {
  const response = await api.request<ProblemDetails>(method, path, { token: null, ...options });
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(response.body.request_id).toBe(response.headers.get('x-request-id'));
  expect(response.body.status).toBe(response.status);
  expect(response.body.detail.length).toBeGreaterThan(10);
  return response;
}

describe('answers to what cannot be served', () => {
  it('lists what is wrong with a body, with a path and a code for each', async () => {
    const { status, body } = await problem('POST', '/probe', {
      body: { name: 'x', tags: [1, 'a'], more: 1 },
    });
    expect(status).toBe(422);
    expect(body.code).toBe('validation_failed');
    expect(body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ in: 'body', path: ['name'], code: 'too_small' }),
        expect.objectContaining({ in: 'body', path: ['tags', 1], code: 'invalid_type' }),
        expect.objectContaining({ code: 'unrecognized_keys' }),
      ]),
    );
  });

  it('says what to send for what was left out', async () => {
    const missing = async (method: string, path: string, body?: object) =>
      (await problem(method, path, { body })).body.errors?.map(({ message }) => message);
    expect(await missing('POST', '/probe', {})).toContain('send a value of type string');
    expect(await missing('GET', '/probe/query')).toEqual(['send a value of type number']);
  });

  it('says what to do about a wrong method, and which credential a route takes', async () => {
    const detail = async (method: string, path: string) => (await problem(method, path)).body.detail;
    expect(await detail('PUT', '/v1/services')).toMatch(/takes GET, HEAD, POST only.*\/openapi\.json/);
    expect(await detail('GET', '/v1/signing-key')).toMatch(/^Send a live issuer credential/);
    expect(await detail('GET', '/v1/services')).toMatch(/^Log in/);
  });

  it('answers 400 for a wrong query or path, and converts a right one', async () => {
    const wrong = await problem('GET', '/probe/query?n=x');
    expect([wrong.status, wrong.body.errors?.[0]]).toEqual([
      400,
      expect.objectContaining({ in: 'query', path: ['n'] }),
    ]);
    expect((await problem('GET', '/probe/ids/nope')).body.errors?.[0]).toMatchObject({
      in: 'path',
      path: ['id'],
    });
    expect((await api.request('GET', '/probe/query?n=4')).body).toEqual({ n: 4 });
  });

  it('refuses a query parameter or a member that nobody knows, and points at it', async () => {
    const query = await problem('GET', '/probe/query?n=4&m=1&o=2');
    expect(query.status).toBe(400);
    expect(query.body.errors).toEqual([
      {
        in: 'query',
        path: ['m'],
        code: 'unrecognized_keys',
        message: expect.stringContaining('"m"') as string,
      },
      {
        in: 'query',
        path: ['o'],
        code: 'unrecognized_keys',
        message: expect.stringContaining('"o"') as string,
      },
    ]);
    const body = await problem('POST', '/probe', { body: { name: 'xy', tags: [], more: 1 } });
    expect(body.body.errors).toMatchObject([{ in: 'body', path: ['more'], code: 'unrecognized_keys' }]);
  });

  it('says what is wrong in plain sentences, by stable codes', async () => {
    const errorsOf = async (path: string, body: object) =>
      (await api.request<ProblemDetails>('POST', path, { body })).body.errors;
    expect(await errorsOf('/v1/services', { name: 'plain', title: '   ', owner: 'a\u202eb' })).toEqual([
      { in: 'body', path: ['title'], code: 'too_small', message: 'must not be empty or blank' },
      {
        in: 'body',
        path: ['owner'],
        code: 'text_invalid',
        message: 'holds a line break, a control character or a bidirectional override; remove it',
      },
    ]);
    expect(await errorsOf('/v1/inspect', {})).toMatchObject([{ path: ['token'], code: 'token_or_claims' }]);
    expect((await problem('POST', '/probe', { body: { name: null, tags: [] } })).body.errors).toMatchObject([
      { path: ['name'], code: 'invalid_type', message: 'must be of type string, not null' },
    ]);
  });

  it('sends nothing that the response schema does not name', async () => {
    const id = '0190a1b2-0000-4000-8000-000000000000';
    expect((await api.request('GET', `/probe/ids/${id}`)).body).toEqual({ id });
  });

  it.each([
    ['malformed JSON', '{"name":', 'application/json', 400, 'malformed_request'],
    ['a prototype in JSON', '{"__proto__":{"a":1}}', 'application/json', 400, 'malformed_request'],
    ['no body where one is needed', '', 'application/json', 422, 'validation_failed'],
    ['another media type', 'name=x', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['plain text', 'hello', 'text/plain', 415, 'unsupported_media_type'],
    ['a huge body', JSON.stringify({ name: 'x'.repeat(300_000) }), 'application/json', 413, 'body_too_large'],
  ])('refuses %s', async (_what, body, type, status, code) => {
    const answer = await problem('POST', '/probe', { body, headers: { 'content-type': type } });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each(['DELETE', 'POST'])('serves a %s without a body that announces JSON', async (method) => {
    const options = { body: '', headers: { 'content-type': 'application/json' } };
    expect((await api.request(method, '/probe/nothing-to-say', options)).status).toBe(204);
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect((await api.request(method, '/probe/nothing-to-say', { headers })).status).toBe(204);
  });

  it('answers 404 for unknown routes, malformed escapes included', async () => {
    expect((await problem('GET', '/v1/nothing-here')).body.code).toBe('route_not_found');
    const escape = await problem('GET', '/v1/services/%E0%A4%A');
    expect([escape.status, escape.body.code]).toEqual([400, 'malformed_url']);
    expect(escape.body.detail).toMatch(/percent sign/);
  });

  it('leaves it to the schema to say what is wrong with a long part of a path', async () => {
    expect((await problem('GET', `/probe/ids/${'a'.repeat(300)}`)).body.errors?.[0]?.path).toEqual(['id']);
    const endless = await problem('GET', `/probe/ids/${'a'.repeat(2_000)}`);
    expect([endless.status, endless.body.code]).toEqual([414, 'uri_too_long']);
    expect(endless.body.detail).toMatch(/part of the path .* 1024 characters/);
  });

  it('hides the insides of an unknown error', async () => {
    const answer = await problem('GET', '/probe/broken');
    expect([answer.status, answer.body.code]).toEqual([500, 'internal_error']);
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
  });

  it('refuses a route that declares no access, to everybody', async () => {
    expect((await problem('GET', '/probe/undeclared')).status).toBe(403);
    expect((await api.request('GET', '/probe/undeclared')).status).toBe(403);
  });

  it('refuses callers without or with a wrong token', async () => {
    const none = await problem('GET', '/probe/guarded');
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await problem('GET', '/probe/guarded', { token: 'acc_at_nonsense' })).status).toBe(401);
  });

  it('echoes a sane request id only', async () => {
    const sane = await problem('GET', '/x', { headers: { 'x-request-id': 'trace-12345678' } });
    expect(sane.body.request_id).toBe('trace-12345678');
    const odd = await problem('GET', '/x', { headers: { 'x-request-id': 'a b<script>' } });
    expect(odd.body.request_id).toMatch(/^[0-9a-f-]{36}$/);
  });
});
