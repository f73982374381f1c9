import type { ValidationContractInput } from '@accord/contract';
import type { ExecutionContext } from '@nestjs/common';
import express, { type RequestHandler } from 'express';
import fastify, { type FastifyServerOptions } from 'fastify';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { accordExpress } from './express.js';
import { accordFastify } from './fastify.js';
import { accordFetch } from './fetch.js';
import { accordHono } from './hono.js';
import { accordGuard } from './nest.js';
import { asMiddleware, listen, statusOf } from './test-support/express-app.js';
import { makePayments } from './test-support/payments.js';

const AUTHORIZATION = {
  default: { all_scopes: ['payments:read'] },
  routes: [
    { id: 'refund', methods: ['POST'], path: '/payments/:id/refund', all_scopes: ['payments:write'] },
    { id: 'files', methods: ['POST'], path: '/Files/*', all_scopes: ['files:write'] },
  ],
} satisfies ValidationContractInput['authorization'];
const { issuer, validator } = makePayments(AUTHORIZATION);
const reader = `Bearer ${issuer.token({ scope: 'payments:read' })}`;
const WRITE = { scope: 'payments:read payments:write' };
const writer = `Bearer ${issuer.token(WRITE)}`;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Send = (path: string, authorization: string) => Promise<number>;

async function startExpress(handler: RequestHandler): Promise<Send> {
  const app = express().use(handler);
  // A router of its own ignores case, whatever the app around it is set to.
  const payments = express.Router().post('/:id/refund', (_request, response) => {
    response.json({});
  });
  app.use('/payments', payments);
  app.post('/files/:name', (_request, response) => {
    response.json({});
  });
  const { port, close } = await listen(app);
  closers.push(close);
  return (path, authorization) => statusOf({ port, path, method: 'POST', headers: { authorization } });
}

describe.each([
  ['Express', () => accordExpress(validator)],
  ['Nest on Express', () => asMiddleware(accordGuard(validator))],
])('%s', (_name, make) => {
  it.each(['/payments/7/refund', '/Payments/7/refund', '/payments/7/REFUND/', '/files/a', '/FILES/a'])(
    'asks what the route asks of POST %s',
    async (path) => {
      const send = await startExpress(make());
      expect(await send(path, reader)).toBe(403);
      expect(await send(path, writer)).toBe(path.toLowerCase().startsWith('/files') ? 403 : 200);
    },
  );
});

describe('Express', () => {
  it('lets a path in another case through unmatched: deny no more than before', async () => {
    const strict = makePayments({ ...AUTHORIZATION, unmatched: 'deny' });
    const send = await startExpress(accordExpress(strict.validator));
    const strictWriter = `Bearer ${strict.issuer.token(WRITE)}`;
    expect(await send('/payments/7/refund', strictWriter)).toBe(200);
    expect(await send('/Payments/7/refund', strictWriter)).toBe(403);
  });

  it('compares exactly where its routers are said to', async () => {
    const send = await startExpress(accordExpress(validator, { caseInsensitivePaths: false }));
    expect(await send('/files/a', reader)).toBe(200);
  });
});

describe('Fastify', () => {
  function start(options: FastifyServerOptions, asGuard = false): Send {
    const app = fastify(options);
    if (asGuard) {
      const guard = accordGuard(validator);
      app.addHook('onRequest', async (request, reply) => {
        const http = { getRequest: () => request, getResponse: () => reply };
        try {
          await guard.canActivate({ switchToHttp: () => http } as ExecutionContext);
        } catch (error) {
          await reply.code((error as { getStatus(): number }).getStatus()).send();
        }
      });
    } else {
      accordFastify(app, validator);
    }
    app.post('/payments/:id/refund', () => ({}));
    app.post('/Payments/:id/refunds', () => ({}));
    app.post('/files/:name', () => ({}));
    app.post('/rest/*', () => ({}));
    return async (url, authorization) =>
      (await app.inject({ method: 'POST', url, headers: { authorization } })).statusCode;
  }

  it.each([false, true])(
    'asks what the route asks, in any case, where its router ignores it',
    async (asGuard) => {
      const send = start({ routerOptions: { caseSensitive: false } }, asGuard);
      expect(await send('/Payments/7/REFUND', reader)).toBe(403);
      expect(await send('/Payments/7/REFUND', writer)).toBe(200);
    },
  );

  it.each([false, true])('ends a path where its router ends it', async (asGuard) => {
    // Fastify's types know the second only outside `routerOptions`, where it is deprecated.
    const routerOptions = { caseSensitive: true, useSemicolonDelimiter: true };
    const send = start({ routerOptions }, asGuard);
    expect(await send('/payments/7/refund;a', reader)).toBe(403);
    expect(await send('/payments/7/refund;a?b', writer)).toBe(200);
  });

  it.each([false, true])('refuses a path whose last segment its router took for empty', async (asGuard) => {
    const send = start({}, asGuard);
    expect(await send('/files/7', reader)).toBe(200);
    for (const path of ['/files/', '/files/?a'])
      expect([path, await send(path, reader)]).toEqual([path, 400]);
    expect(await send('/rest/', reader)).toBe(200);
  });

  it('compares exactly where its router does', async () => {
    const send = start({});
    expect(await send('/Payments/7/refunds', reader)).toBe(200);
    expect(await send('/payments/7/refund;a', reader)).toBe(404);
  });
});

describe('Fetch', () => {
  it('ignores case where it is told to', () => {
    const request = new Request('https://api.example.com/Payments/7/refund', {
      method: 'POST',
      headers: { authorization: reader },
    });
    expect(accordFetch(validator)(request).pass).toBe(true);
    expect(accordFetch(validator, { caseInsensitivePaths: true })(request).pass).toBe(false);
  });

  const read = (url: string) =>
    Object.defineProperty(new Request(url, { headers: { authorization: reader } }), 'url', { value: url });

  it.each(['https://api.example.com/payments#/7', 'https://api.example.com/payments#'])(
    'refuses %s: a router may read on behind the #, as Hono did',
    async (url) => {
      const decision = accordFetch(validator)(read(url));
      expect(decision.pass ? 200 : await statusAndCode(decision.response)).toEqual([400, 'invalid_request']);
    },
  );

  it('judges the path that it is told, where a rewrite made another one of the URL', () => {
    const request = new Request('https://api.example.com/alias?a', {
      method: 'POST',
      headers: { authorization: reader },
    });
    expect(accordFetch(validator)(request).pass).toBe(true);
    expect(accordFetch(validator, { path: () => '/payments/7/refund' })(request).pass).toBe(false);
  });
});

const statusAndCode = async (response: Response) => [
  response.status,
  ((await response.json()) as { code: string }).code,
];

describe('Hono', () => {
  /** Routes by the host too, as its documentation shows. */
  const getPath = (request: Request) => request.url.replace(/^https?:\//, '').split('?')[0] ?? '';
  const rules = { routes: [{ id: 'admin', path: '/admin.example.com/*', all_scopes: ['admin'] }] };

  it.each([
    ['/users', 403],
    ['/us%65rs', 400],
    ['/', 403],
  ])('judges %s by the path that its own getPath routes', async (path, status) => {
    const { issuer: of, validator: judge } = makePayments(rules);
    const app = new Hono({ getPath }).use(accordHono(judge)).get('*', (context) => context.text('in'));
    const headers = { authorization: `Bearer ${of.token({})}` };
    const ask = async (url: string) => (await app.request(url, { headers })).status;
    expect(await ask(`https://admin.example.com${path}`)).toBe(status);
    expect(await ask('https://www.example.com/users')).toBe(200);
  });

  it.each([true, false])('reads a path as its own router does (strict: %s)', async (strict) => {
    const app = new Hono({ strict }).use(accordHono(validator));
    app.post('/payments/:id/refund', (context) => context.text('in'));
    const send = async (path: string, authorization: string) =>
      (await app.request(path, { method: 'POST', headers: { authorization } })).status;
    for (const path of ['/payments/7/refund', '/payments/a%20b/refund', '/payments/%41/refund'])
      expect([path, await send(path, reader), await send(path, writer)]).toEqual([path, 403, 200]);
    expect(await send('/payments/a%20b/refund/', reader)).toBe(403);
  });
});
