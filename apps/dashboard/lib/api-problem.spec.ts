import { expect, it } from 'vitest';
import { readProblem } from './api-problem';

it('reads code, detail, request id and how long to wait', async () => {
  const body = {
    type: 'about:blank',
    title: 'Too Many Requests',
    status: 429,
    code: 'login_locked',
    detail: 'Wait.',
    request_id: 'r-1',
  };
  const problem = await readProblem(Response.json(body, { status: 429, headers: { 'retry-after': '95' } }));
  expect(problem).toMatchObject({
    status: 429,
    code: 'login_locked',
    title: 'Too many requests',
    detail: 'Wait.',
    requestId: 'r-1',
    retryAfterSeconds: 95,
  });
});

it('gives a refusal without a type of its own a title for people', async () => {
  const conflict = {
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'rotation_running',
    detail: 'Wait for it.',
    request_id: 'r-1',
  };
  expect((await readProblem(Response.json(conflict, { status: 409 }))).title).toBe(
    'Something stands in the way',
  );
  const typed = { ...conflict, type: 'https://example.com/running', title: 'A rotation runs' };
  expect((await readProblem(Response.json(typed, { status: 409 }))).title).toBe('A rotation runs');
});

it.each([502, 503, 504])('says that the API is away when a proxy answers %i for it', async (status) => {
  const problem = await readProblem(new Response('<h1>Bad gateway</h1>', { status }));
  expect(problem).toMatchObject({ status, code: 'api_unreachable' });
  expect(problem.retryAfterSeconds).toBeUndefined();
});

it('says so when something else than the API answered', async () => {
  const problem = await readProblem(new Response('<h1>Sorry</h1>', { status: 500 }));
  expect(problem).toMatchObject({ status: 500, code: 'unexpected_answer' });
});

it('says what to correct, not how the API lists it', async () => {
  const body = {
    type: 'about:blank',
    title: 'Unprocessable Entity',
    status: 422,
    code: 'validation_failed',
    detail: 'Correct what "errors" lists and send it again.',
    request_id: 'r-1',
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
