import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServicePage } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../testing/test-app.js';

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
  for (const name of ['a', 'b', 'c']) await api.request('POST', '/v1/services', { body: { name } });
});

afterAll(() => api.close());

const page = (query: string) => api.request<ServicePage>('GET', `/v1/services?${query}`);

it('goes on in the list that it came from, however long the pages are', async () => {
  const first = await page('limit=1&archived=include');
  const rest = await page(`archived=include&limit=200&cursor=${first.body.next_cursor}`);
  expect(rest.body.items.map(({ name }) => name)).toEqual(['b', 'c']);
});

it('is refused by another list, and with other filters', async () => {
  const cursor = (await page('limit=1')).body.next_cursor;
  for (const path of [
    `/v1/users?cursor=${cursor}`,
    `/v1/issuers?cursor=${cursor}`,
    `/v1/services?owner=x&cursor=${cursor}`,
  ]) {
    const { status, body } = await api.request('GET', path);
    expect([path, status, body['code']]).toEqual([path, 400, 'cursor_invalid']);
  }
});
