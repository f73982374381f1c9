import 'reflect-metadata';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Logger, Module, type ExecutionContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import express, { type RequestHandler } from 'express';
import fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Judge } from './adapter.js';
import { accordExpress } from './express.js';
import { accordFastify } from './fastify.js';
import { accordGuard } from './nest.js';
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

/** As Nest on Express calls a guard. */
const asMiddleware = (judge: Judge): RequestHandler => {
  const guard = accordGuard(judge, { origin: ORIGIN });
  return (request, response, next) => {
    const http = { getRequest: () => request, getResponse: () => response };
    try {
      void guard.canActivate({ switchToHttp: () => http } as ExecutionContext);
      next();
    } catch (error) {
      response.status((error as { getStatus(): number }).getStatus()).end();
    }
  };
};

const rewrite: RequestHandler = (request, _response, next) => {
  request.url = withoutPrefix(request);
  next();
};

async function listen(app: express.Express): Promise<number> {
  const server = app.listen(0, '127.0.0.1');
  closers.push(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

const behindExpress =
  (make: (judge: Judge) => RequestHandler): Start =>
  (judge) => {
    const app = express().use(rewrite, make(judge));
    app.get('/admin', (_request, response) => {
      response.json({});
    });
    return listen(app);
  };

/** Mounted, so that the router's URL is what is left of the client's. */
const below =
  (make: (judge: Judge) => RequestHandler): Start =>
  (judge) => {
    const admin = express.Router().use(make(judge));
    admin.get('/', (_request, response) => {
      response.json({});
    });
    return listen(express().use(rewrite).use('/admin', admin));
  };

const direct = (judge: Judge) => accordExpress(judge, { origin: ORIGIN });

/** The path as it is; fetch would normalise it. */
function statusOf(port: number, path: string, scope: string): Promise<number> {
  const headers = { authorization: bearer(scope), dpop: 'a.b.c' };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject).end();
  });
}

describe.each<readonly [string, Start]>([
  ['Fastify', startFastify],
  ['Nest on Fastify', startNest],
  ['Express', behindExpress(direct)],
  ['Express, mounted', below(direct)],
  ['Nest on Express', behindExpress(asMiddleware)],
  ['Nest on Express, mounted', below(asMiddleware)],
])('%s', (_name, start) => {
  it.each(['/admin', '/admin?a=/api', '/api/admin', 'http://x/admin', 'http://x/api/admin?a'])(
    'asks of %s what its route asks, however the URL was rewritten',
    async (path) => {
      const port = await start(validator);
      expect(await statusOf(port, path, 'payments:read')).toBe(403);
      expect(await statusOf(port, path, 'admin')).toBe(200);
    },
  );

  it('checks DPoP proofs against the URL that the client sent', async () => {
    const { judge, urls } = makeJudge();
    await statusOf(await start(judge), '/api/admin?page=2', 'admin');
    expect(urls).toEqual([`${ORIGIN}/api/admin`]);
  });

  it('refuses a target that can be read in two ways', async () => {
    const port = await start(validator);
    expect(await statusOf(port, 'http://user@x/admin', 'admin')).not.toBe(200);
  });
});
