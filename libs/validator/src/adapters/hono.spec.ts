import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { accordHono, type AccordVariables } from './hono.js';
import { makePayments } from './test-support/payments.js';

const { issuer, validator } = makePayments();
const headers = { authorization: `Bearer ${issuer.token({})}`, 'x-request-id': 'request-1' };

function get(handle: () => Response): Response | Promise<Response> {
  const app = new Hono<AccordVariables>();
  app.use(accordHono(validator));
  app.get('/', handle);
  app.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });
  return app.request('https://api.example.com/', { headers });
}

describe('X-Request-Id', () => {
  it.each<readonly [string, () => Response, number]>([
    ['a response of the Fetch API', () => new Response('raw'), 200],
    ['one whose headers cannot be changed', () => Response.redirect('https://example.com/', 302), 302],
    [
      'an exception’s',
      () => {
        throw new HTTPException(418, { message: 'teapot' });
      },
      418,
    ],
    [
      'an exception’s own response',
      () => {
        throw new HTTPException(418, { res: new Response('teapot', { status: 418 }) });
      },
      418,
    ],
  ])('is on %s', async (_what, handle, status) => {
    const response = await get(handle);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-request-id')).toBe('request-1');
  });

  it('stays as the service set it', async () => {
    const response = await get(() => new Response('raw', { headers: { 'x-request-id': 'of-the-service' } }));
    expect(response.headers.get('x-request-id')).toBe('of-the-service');
  });

  it('leaves the response of an upgrade alone, which no copy can stand for', async () => {
    // As Deno and Workers make it; Node's constructor refuses 101.
    const upgrade = Object.defineProperty(new Response(null), 'status', { value: 101 });
    expect(await get(() => upgrade)).toBe(upgrade);
  });
});
