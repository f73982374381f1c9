import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProblemDetails } from '@accord/contract/http';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
});

afterAll(() => api.close());

const asked = (path: string, query: string) => api.request<ProblemDetails>('GET', `${path}?${query}`);

it.each(['/v1/failures', '/v1/failures.csv'])('%s says that milliseconds are too many', async (path) => {
  const answer = await asked(path, 'from=9007199254740000&to=9007199254740991');
  expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  expect(answer.body.errors?.map(({ path: place }) => place)).toEqual([['from'], ['to']]);
  expect(answer.body.errors?.[0]?.message).toContain('milliseconds are too many');
});

it.each(['/v1/failures', '/v1/failures.csv'])('%s shows no more than was asked for', async (path) => {
  const misspelt = await asked(path, 'from=0&to=60&sevice=orders');
  expect([misspelt.status, misspelt.body.errors?.[0]?.path]).toEqual([400, ['sevice']]);
  for (const what of ['service', 'environment']) {
    const { status, body } = await asked(path, `from=0&to=60&${what}=nope`);
    expect([status, body.code, body.detail]).toEqual([
      404,
      'not_found',
      expect.stringContaining(`${what} "nope"`),
    ]);
  }
});
