import { IncomingMessage, request as httpRequest, type Server } from 'node:http';
import { connect } from 'node:http2';
import { Socket, type AddressInfo } from 'node:net';
import express from 'express';
import fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { accordExpress } from './express.js';
import { accordFastify } from './fastify.js';
import { originOf, readNodeRequest } from './node-request.js';
import { makePayments } from './test-support/payments.js';

const { issuer, validator } = makePayments({
  routes: [{ id: 'refund', path: '/payments/:id/refund', all_scopes: ['payments:write'] }],
});
const bearer = (scope = 'payments:read') => `Bearer ${issuer.token({ scope })}`;
const authorization = bearer();

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe('Fastify over HTTP/2', () => {
  async function start(): Promise<string> {
    const app = fastify({ http2: true });
    accordFastify(app, validator);
    app.get('/payments', (request) => ({ subject: request.auth?.claims['sub'] }));
    closers.push(() => app.close());
    return app.listen({ port: 0, host: '127.0.0.1' });
  }

  function statusOf(origin: string, headers: Record<string, string>): Promise<number> {
    const session = connect(origin);
    closers.unshift(() => {
      session.destroy();
    });
    return new Promise((resolve, reject) => {
      const stream = session.request(headers);
      stream.on('error', reject);
      stream.on('response', (answer) => {
        resolve(Number(answer[':status']));
      });
      stream.resume().end();
    });
  }

  it('judges a token, and sees that there is none', async () => {
    const origin = await start();
    expect(await statusOf(origin, { ':path': '/payments', authorization })).toBe(200);
    expect(await statusOf(origin, { ':path': '/payments' })).toBe(401);
  });
});

describe('Fastify’s inject', () => {
  it.each([
    ['a good token', authorization, 200],
    ['no token', undefined, 401],
    ['two tokens', [authorization, authorization], 400],
  ])('judges %s', async (_what, value, status) => {
    const app = fastify();
    accordFastify(app, validator);
    app.get('/payments', () => ({}));
    // Its types know no list of this header, its code does.
    const headers = { 'user-agent': 'test', ...(value && { authorization: value as string }) };
    const reply = await app.inject({ path: '/payments', headers });
    expect(reply.statusCode).toBe(status);
  });
});

describe('readNodeRequest', () => {
  const told = {
    url: '/payments',
    originalUrl: '/payments',
    origin: 'https://api.example.com',
    routing: { ignoresCase: false, semicolonStartsQuery: false },
    certificateThumbprint: undefined,
  };
  function makeMessage(raw: string[], headers: Record<string, string | string[]> = {}): IncomingMessage {
    const message = new IncomingMessage(new Socket());
    message.rawHeaders = raw;
    message.headers = headers;
    return message;
  }
  const read = (raw: string[], headers?: Record<string, string | string[]>) =>
    readNodeRequest(makeMessage(raw, headers), told);

  it('takes every value that was sent, however its name is spelt', () => {
    expect(read(['AUTHORIZATION', 'a', 'X', 'y', 'authorization', 'b', 'DPoP', 'c'])).toMatchObject({
      authorization: ['a', 'b'],
      dpop: ['c'],
    });
  });

  it('never takes a value for a name', () => {
    expect(read(['x', 'authorization', 'y', 'dpop'])).toMatchObject({ authorization: [], dpop: [] });
  });

  it('takes `headers` of a message that no socket brought', () => {
    expect(read([], { authorization: 'a', dpop: ['b', 'c'] })).toMatchObject({
      authorization: ['a'],
      dpop: ['b', 'c'],
    });
    expect(read([])).toMatchObject({ authorization: [], dpop: [] });
  });

  it.each<readonly [string, string]>([
    ['http://x/payments?page=2', '/payments?page=2'],
    ['HTTPS://api.example.com:8443/payments', '/payments'],
    ['http://[::1]:80/payments', '/payments'],
    ['http://x//payments', '//payments'],
    // Read differently by Node's parsers, so left as they are: the validator refuses them as ambiguous.
    ...[
      'http:///x/payments',
      // Routers took what comes behind its next slash for the path (find-my-way before 9.9.0).
      'http://x?/payments',
      'http://x?page=2',
      'http://x',
      'http://x\\payments/7',
      'http://a;b/payments',
      'http://user@x/payments',
      'http://x:y/payments',
      'http://x%2fy/payments',
      'http:/x/payments',
      'ftp://x/payments',
      '*',
    ].map((target) => [target, target] as const),
  ])('reads the target %s as %s (RFC 9112 §3.2.2)', (target, expected) => {
    const targets = { url: target, originalUrl: target };
    expect(readNodeRequest(makeMessage([]), { ...told, ...targets })).toMatchObject({
      target: expected,
      sentTarget: expected,
    });
  });

  it.each([
    ['http://x', '/api/'],
    ['http://x?page=2', '/api/?page=2'],
    ['http://x/payments', '/api/payments'],
  ])('reads %s below a router that took the path before off (Express)', (url, target) => {
    const below = { ...told, url, baseUrl: '/api', originalUrl: 'http://x/api' };
    expect(readNodeRequest(makeMessage([]), below).target).toBe(target);
  });

  it('takes a method as Express does, in whatever case a host of functions lets through', () => {
    const message = makeMessage([]);
    message.method = 'post';
    expect(readNodeRequest(message, told).method).toBe('POST');
  });

  it('knows the origin over HTTP/2 too', () => {
    expect(originOf('https', makeMessage([], { host: 'a.example' }))).toBe('https://a.example');
    expect(originOf('https', makeMessage([], { ':authority': 'b.example' }))).toBe('https://b.example');
  });
});

describe('a target in absolute form', () => {
  const send = (port: number, path: string, token: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: token };
      const request = httpRequest({ port, path, method: 'POST', headers, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject).end();
    });

  async function startExpress(): Promise<number> {
    const app = express().use(accordExpress(validator));
    app.post('/payments/:id/refund', (_request, response) => {
      response.json({});
    });
    const server: Server = app.listen(0, '127.0.0.1');
    closers.push(() => server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    return (server.address() as AddressInfo).port;
  }

  async function startFastify(): Promise<number> {
    const app = fastify();
    accordFastify(app, validator);
    app.post('/payments/:id/refund', () => ({}));
    closers.push(() => app.close());
    return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  }

  it.each([
    ['Express', startExpress],
    ['Fastify', startFastify],
  ])('finds its route behind %s', async (_name, start) => {
    const port = await start();
    expect(await send(port, 'http://x/payments/7/refund', bearer('payments:write'))).toBe(200);
    expect(await send(port, 'http://x/payments/7/refund', bearer())).toBe(403);
    expect(await send(port, 'http://x\\payments/7/refund', bearer('payments:write'))).toBe(400);
  });
});
