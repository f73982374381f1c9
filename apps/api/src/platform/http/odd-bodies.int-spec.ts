import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProblemDetails } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../testing/test-app.js';

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
});

afterAll(() => api.close());

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

it.each([
  ['POST', '/v1/session', `{"email":${nested(5_000)}}`],
  ['POST', '/v1/services', `{"name":${nested(50_000)}}`],
  ['PUT', '/v1/services/a/environments/b/draft', `{"contract":{"a":${nested(2_200)}}}`],
])('refuses %s %s that nests too deep', async (method, path, body) => {
  const answer = await api.request<ProblemDetails>(method, path, { body, token: null });
  expect([answer.status, answer.body.code]).toEqual([400, 'json_too_deep']);
  expect(answer.body.detail).toContain('64');
});

it('refuses a member that stands twice, and says which', async () => {
  const { status, body } = await api.request<ProblemDetails>('POST', '/v1/services', {
    body: '{"name":"a","name":"b"}',
  });
  expect([status, body.code]).toEqual([400, 'duplicate_member']);
  expect(body.errors).toEqual([expect.objectContaining({ in: 'body', path: ['name'] })]);
  expect((await api.request('GET', '/v1/services/b')).status).toBe(404);
});

it('says where a body stops being JSON', async () => {
  const { body } = await api.request<ProblemDetails>('POST', '/v1/services', { body: '{"name":' });
  expect(body.code).toBe('malformed_request');
  expect(body.detail).toContain('line 1, column 9');
});

it('takes no packed body, and says so', async () => {
  const response = await fetch(`${api.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: gzipSync('{"email":"a@example.com","password":"x"}'),
  });
  const body = (await response.json()) as ProblemDetails;
  expect([response.status, body.code]).toEqual([415, 'unsupported_media_type']);
  expect(body.detail).toContain('Content-Encoding');
});

it('says how much a body may have', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(300_000) });
  const answer = await api.request<ProblemDetails>('POST', '/v1/services', { body });
  expect([answer.status, answer.body.code]).toEqual([413, 'body_too_large']);
  expect(answer.body.detail).toContain('262144 bytes');
});
