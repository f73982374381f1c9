import 'reflect-metadata';
import { request as httpRequest } from 'node:http';
import { Controller, Get, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeContract, makePayload, NOW } from '../client/test-support/signing.js';
import { World } from '../client/test-support/world.js';
import type { Validator } from '../client/validator.js';
import { accordFastify } from './fastify.js';
import { accordFetch } from './fetch.js';
import { accordHono, type AccordVariables } from './hono.js';
import { accordGuard, Auth, type RequestAuth } from './nest.js';

interface Reply {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: unknown;
}
type Send = (path: string, authorization: readonly string[], method?: string) => Promise<Reply>;
interface App {
  readonly send: Send;
  close(): Promise<unknown>;
}

const options = { publicScopes: ['payments:write'], retryAfterSeconds: 9 };

/** Sends the path and each Authorization value exactly as given. */
const overHttp =
  (port: number): Send =>
  (path, authorization, method = 'GET') =>
    new Promise((resolve, reject) => {
      const lines = authorization.flatMap((value) => ['Authorization', value]);
      const headers = ['Host', '127.0.0.1', 'Connection', 'close', 'X-Request-Id', 'request-1', ...lines];
      const request = httpRequest({ port, path, method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) });
        });
      });
      request.on('error', reject).end();
    });

async function startFastify(validator: Validator): Promise<App> {
  const app = fastify();
  accordFastify(app, validator, options);
  app.all('/*', (request) => ({ auth: request.auth ?? null }));
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  return { send: overHttp(Number(port)), close: () => app.close() };
}

class EchoController {
  get(auth: RequestAuth | undefined) {
    return { auth: auth ?? null };
  }
}
class EchoModule {
  readonly name = 'echo';
}

// Decorators as the functions that they are, so that this package needs no compiler option for them.
Controller()(EchoController);
const { prototype } = EchoController;
Get('*')(prototype, 'get', Object.getOwnPropertyDescriptor(prototype, 'get') ?? {});
Auth()(prototype, 'get', 0);
Module({ controllers: [EchoController] })(EchoModule);

async function startNest(validator: Validator): Promise<App> {
  Logger.overrideLogger(false);
  const app = await NestFactory.create<NestFastifyApplication>(EchoModule, new FastifyAdapter());
  app.useGlobalGuards(accordGuard(validator, options));
  await app.listen(0, '127.0.0.1');
  const { port } = new URL(await app.getUrl());
  return { send: overHttp(Number(port)), close: () => app.close() };
}

type Handle = (request: Request) => Response | Promise<Response>;
const overFetch = (handle: Handle): App => ({
  async send(path, authorization, method = 'GET') {
    const request = new Request(`https://api.example.com${path}`, { method });
    request.headers.set('x-request-id', 'request-1');
    for (const value of authorization) request.headers.append('authorization', value);
    const response = await handle(request);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.json(),
    };
  },
  close: () => Promise.resolve(),
});

function startFetch(validator: Validator): Promise<App> {
  const judge = accordFetch(validator, options);
  const handle: Handle = (request) => {
    const decision = judge(request);
    if (!decision.pass) return decision.response;
    return Response.json({ auth: decision.auth }, { headers: decision.headers });
  };
  return Promise.resolve(overFetch(handle));
}

function startHono(validator: Validator): Promise<App> {
  const app = new Hono<AccordVariables>();
  app.use(accordHono(validator, options));
  app.all('*', (context) => context.json({ auth: context.get('auth') ?? null }));
  return Promise.resolve(overFetch((request) => app.fetch(request)));
}

const FRAMEWORKS: [string, (validator: Validator) => Promise<App>][] = [
  ['Fastify', startFastify],
  ['Nest', startNest],
  ['Fetch', startFetch],
  ['Hono', startHono],
];

describe.each(FRAMEWORKS)('%s', (_name, start) => {
  let world: Awaited<ReturnType<typeof World.create>>;
  let app: App;
  const contract = makeContract({
    authorization: {
      default: { all_scopes: ['payments:read'] },
      routes: [{ id: 'write', methods: ['GET'], path: '/write', all_scopes: ['payments:write'] }],
    },
  });
  const good = (claims?: Record<string, unknown>) => `Bearer ${world.tokenKey.token(claims)}`;

  async function begin(served: ReturnType<typeof makeContract>): Promise<void> {
    world.controlPlane.serve(makePayload([world.tokenKey], { contract: served }));
    const { validator } = world.start();
    await validator.ready();
    app = await start(validator);
  }
  beforeEach(async () => {
    world = await World.create();
  });
  afterEach(async () => {
    await app.close();
    await world.end();
  });

  it('hands over who it is', async () => {
    await begin(contract);
    const reply = await app.send('/payments?page=2', [good()]);
    expect(reply).toMatchObject({
      status: 200,
      headers: { 'x-request-id': 'request-1' },
      body: { auth: { claims: { sub: 'user-1' }, issuer: 'https://auth.example.com', contractVersion: 7 } },
    });
  });

  it.each<[string, number, string, () => readonly string[], string]>([
    ['token_missing', 401, 'Bearer', () => [], '/payments'],
    ['token_multiple', 400, 'invalid_request', () => [good(), good()], '/payments'],
    ['path_ambiguous', 400, 'invalid_request', () => [good()], '/payments/%2Fx'],
    ['token_malformed', 401, 'The access token is not valid here', () => ['Bearer abc'], '/payments'],
    [
      'token_expired',
      401,
      'The access token expired',
      () => [good({ iat: NOW - 700, exp: NOW - 100 })],
      '/payments',
    ],
    ['insufficient_scope', 403, 'scope="payments:write"', () => [good()], '/write'],
  ])('answers %s with %i, as RFC 6750 has it', async (reason, status, challenge, authorization, path) => {
    await begin(contract);
    const reply = await app.send(path, authorization());
    expect(reply.status).toBe(status);
    expect(reply.headers['www-authenticate']).toContain(challenge);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.headers['x-request-id']).toBe('request-1');
    expect(reply.body).toMatchObject({ status, request_id: 'request-1' });
    expect(world.verdicts.at(-1)).toMatchObject({ outcome: reason, correlationId: 'request-1' });
  });

  it('lets refused requests pass under report_only, without anybody’s identity', async () => {
    await begin(makeContract({ enforcement: 'report_only' }));
    expect(await app.send('/payments', ['Bearer abc'])).toMatchObject({ status: 200, body: { auth: null } });
    expect(await app.send('/payments', [good()])).toMatchObject({
      body: { auth: { claims: { sub: 'user-1' } } },
    });
  });

  it('answers 503 with Retry-After while there is no contract', async () => {
    world.controlPlane.onPoll = () => ({ status: 503 });
    app = await start(world.start().validator);
    const reply = await app.send('/payments', [good()]);
    expect(reply.status).toBe(503);
    expect(reply.headers['retry-after']).toBe('9');
    expect(reply.headers).not.toHaveProperty('www-authenticate');
  });
});
