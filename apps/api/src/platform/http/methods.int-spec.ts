import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProblemDetails } from '@accord/contract/http';
import { logLength } from '../../services/testing/logged-events.js';
import { type TestApp, startTestApp } from '../testing/test-app.js';

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
});

afterAll(() => api.close());

it.each([
  ['PUT', '/v1/services', 'GET, HEAD, POST'],
  ['POST', '/v1/services/orders', 'DELETE, GET, HEAD, PATCH'],
  ['DELETE', '/v1/policy', 'GET'],
  ['GET', '/v1/reports', 'POST'],
  ['PATCH', '/v1/session', 'DELETE, GET, HEAD, POST'],
])('answers 405 for %s %s, and says what is taken', async (method, path, allow) => {
  const { status, headers, body } = await api.request<ProblemDetails>(method, path, {
    token: null,
    ...(method === 'GET' ? {} : { body: '{' }),
  });
  expect([status, body.code, headers.get('allow')]).toEqual([405, 'method_not_allowed', allow]);
  expect(body.detail).toContain(allow);
});

it('serves a pattern where a path of the same form takes other methods', async () => {
  await api.request('POST', '/v1/services', { body: { name: 'owners' } });
  expect((await api.request('PATCH', '/v1/services/owners', { body: { title: 'Owners' } })).status).toBe(200);
});

it.each(['/v1/audit-events/export?format=csv', '/v1/events', '/v1/policy'])(
  'answers HEAD %s with 405, at once and without an event',
  async (path) => {
    const before = await logLength(api);
    const { status, headers } = await api.request('HEAD', path);
    expect([status, headers.get('allow')]).toEqual([405, 'GET']);
    expect(await logLength(api)).toBe(before);
  },
);

it('serves HEAD where GET only reads', async () => {
  expect((await api.request('HEAD', '/v1/services')).status).toBe(200);
});

it('tells a route that is not there from a thing that is not there', async () => {
  const code = async (path: string) => (await api.request<ProblemDetails>('GET', path)).body.code;
  expect(await code('/v1/servces')).toBe('route_not_found');
  expect(await code('/v1/services/nothing')).toBe('not_found');
});

it.each(['NONSENSE / HTTP/1.1', 'hello'])('answers %j, which is no HTTP, with a problem', async (line) => {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.write(`${line}\r\nHost: localhost\r\n\r\n`);
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json/);
  expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({
    status: 400,
    code: 'malformed_request',
  });
});
