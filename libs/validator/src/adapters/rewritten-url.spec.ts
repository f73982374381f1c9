import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import { Controller, Get, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import express, { type RequestHandler } from 'express';
import fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Judge } from './adapter.js';
import { accordExpress } from './express.js';
import { accordFastify } from './fastify.js';
import { accordGuard } from './nest.js';
import { asMiddleware, listen, statusOf } from './test-support/express-app.js';
import { makePayments } from './test-support/payments.js';

const ORIGIN = 'https://api.example.com';
const { issuer, validator } = makePayments({
  routes: [{ id: 'admin', path: '/admin', all_scopes: ['admin'] }],
});
const bearer = (scope: string) => `Bearer ${issuer.token({ scope })}`;

/** The validator, and every URL against which it was told to check a DPoP proof. */
function makeJudge() {
  const urls: string[] = [];
  const judge: Judge = {
    verifyAuthorization(header, request) {
      if (request?.dpop) urls.push(request.dpop.url);
      return validator.verifyAuthorization(header, request);
    },
  };
  return { judge, urls };
}

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const withoutPrefix = ({ url = '' }: IncomingMessage) => url.replace('/api', '');
type Start = (judge: Judge) => Promise<number>;

async function startFastify(judge: Judge): Promise<number> {
  const app = fastify({ rewriteUrl: withoutPrefix });
  accordFastify(app, judge, { origin: ORIGIN });
  app.get('/admin', () => ({}));
  closers.push(() => app.close());
  return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
}

class AdminController {
  get() {
    return {};
  }
}
class AdminModule {
  readonly name = 'admin';
}
// Decorators as the functions that they are, so that this package needs no compiler option for them.
Controller()(AdminController);
const { prototype } = AdminController;
Get('admin')(prototype, 'get', Object.getOwnPropertyDescriptor(prototype, 'get') ?? {});
Module({ controllers: [AdminController] })(AdminModule);

async function startNest(judge: Judge): Promise<number> {
  Logger.overrideLogger(false);
  const adapter = new FastifyAdapter({ rewriteUrl: withoutPrefix });
  const app = await NestFactory.create<NestFastifyApplication>(AdminModule, adapter);
  app.useGlobalGuards(accordGuard(judge, { origin: ORIGIN }));
  closers.push(() => app.close());
  await app.listen(0, '127.0.0.1');
  return Number(new URL(await app.getUrl()).port);
}

const rewrite: RequestHandler = (request, _response, next) => {
  request.url = withoutPrefix(request);
  next();
};

async function portOf(app: express.Express): Promise<number> {
  const { port, close } = await listen(app);
  closers.push(close);
  return port;
}

const behindExpress =
  (make: (judge: Judge) => RequestHandler): Start =>
  (judge) => {
    const app = express().use(rewrite, make(judge));
    app.get('/admin', (_request, response) => {
      response.json({});
    });
    return portOf(app);
  };

/** Mounted, so that the router's URL is what is left of the client's. */
const below =
  (make: (judge: Judge) => RequestHandler): Start =>
  (judge) => {
    const admin = express.Router().use(make(judge));
    admin.get('/', (_request, response) => {
      response.json({});
    });
    return portOf(express().use(rewrite).use('/admin', admin));
  };

const direct = (judge: Judge) => accordExpress(judge, { origin: ORIGIN });
const guarded = (judge: Judge) => asMiddleware(accordGuard(judge, { origin: ORIGIN }));

const ask = (port: number, path: string, scope: string) =>
  statusOf({ port, path, headers: { authorization: bearer(scope), dpop: 'a.b.c' } });

describe.each<readonly [string, Start]>([
  ['Fastify', startFastify],
  ['Nest on Fastify', startNest],
  ['Express', behindExpress(direct)],
  ['Express, mounted', below(direct)],
  ['Nest on Express', behindExpress(guarded)],
  ['Nest on Express, mounted', below(guarded)],
])('%s', (_name, start) => {
  it.each(['/admin', '/admin?a=/api', '/api/admin', 'http://x/admin', 'http://x/api/admin?a'])(
    'asks of %s what its route asks, however the URL was rewritten',
    async (path) => {
      const port = await start(validator);
      expect(await ask(port, path, 'payments:read')).toBe(403);
      expect(await ask(port, path, 'admin')).toBe(200);
    },
  );

  it('checks DPoP proofs against the URL that the client sent', async () => {
    const { judge, urls } = makeJudge();
    await ask(await start(judge), '/api/admin?page=2', 'admin');
    expect(urls).toEqual([`${ORIGIN}/api/admin`]);
  });

  it('refuses a target that can be read in two ways', async () => {
    const port = await start(validator);
    expect(await ask(port, 'http://user@x/admin', 'admin')).not.toBe(200);
  });
});
