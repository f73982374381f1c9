import { expect, it } from 'vitest';
import { noAnswer, readProblem } from './api-problem';

const BODY = {
  type: 'about:blank',
  title: 'Too Many Requests',
  status: 429,
  code: 'login_locked',
  detail: 'Wait.',
  request_id: 'r-1',
};

it('reads code, detail, request id and how long to wait', async () => {
  const problem = await readProblem(Response.json(BODY, { status: 429, headers: { 'retry-after': '95' } }));
  expect(problem).toMatchObject({
    status: 429,
    code: 'login_locked',
    detail: 'Wait.',
    requestId: 'r-1',
    retryAfterSeconds: 95,
  });
});

it.each([
  { type: 'about:blank', title: 'Too many requests' },
  { type: 'https://example.com/locked', title: 'Too Many Requests' },
])('gives a problem of type $type the title $title', async ({ type, title }) => {
  expect((await readProblem(Response.json({ ...BODY, type }, { status: 429 }))).title).toBe(title);
});

it.each([502, 503, 504])('says that the API is away when a proxy answers %i for it', async (status) => {
  const problem = await readProblem(new Response('<h1>Bad gateway</h1>', { status }));
  expect(problem).toMatchObject({ status, code: 'api_unreachable' });
  expect(problem.retryAfterSeconds).toBeUndefined();
});

it('promises to try again only for what is read', () => {
  expect(noAnswer('GET').detail).toContain('tries again by itself');
  expect(noAnswer('POST').detail).toContain('do it again');
});

it('says so when something else than the API answered', async () => {
  const problem = await readProblem(new Response('<h1>Sorry</h1>', { status: 500 }));
  expect(problem).toMatchObject({ status: 500, code: 'unexpected_answer' });
});

it('says what to correct, not how the API lists it', async () => {
  const body = {
    ...BODY,
    status: 422,
    code: 'validation_failed',
    detail: 'Correct what "errors" lists and send it again.',
    errors: [
      { in: 'body', path: ['name'], code: 'invalid_format', message: 'use lower-case letters' },
      { in: 'body', path: [], code: 'unrecognized_keys', message: 'Unrecognized key: "x"' },
    ],
  };
  expect(await readProblem(Response.json(body, { status: 422 }))).toMatchObject({
    title: 'Something has to be corrected',
    detail: 'name: use lower-case letters. Unrecognized key: "x". Then try again.',
    fieldErrors: body.errors,
  });
});
