import type { ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyServerOptions } from 'fastify';
import type { Registry } from 'prom-client';
import { AppModule } from './app.module.js';
import { Clock, SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { internalProblem, problemOf } from './platform/errors/problem-of.js';
import { Drain } from './platform/health/drain.js';
import { measureRequests } from './platform/health/http-metrics.js';
import { METRICS } from './platform/health/metrics.js';
import { answerClientError } from './platform/http/client-error.js';
import { registerHttpPlugins } from './platform/http/http-plugins.js';
import { BODY_LIMIT_BYTES, LONGEST_PATH_SEGMENT } from './platform/http/limits.js';
import { NestLogger, createLogger } from './platform/http/logger.js';
import { noteMethods, refuseOtherMethods } from './platform/http/other-methods.js';
import { RawRoutes } from './platform/http/raw-routes.js';
import { requestIdOf } from './platform/http/request-id.js';
import { sendProblem } from './platform/http/send-problem.js';
import { createHttpServer } from './platform/http/server.js';
import { openApiDocument } from './platform/openapi/openapi-document.js';
import { OpenApiSource } from './platform/openapi/openapi.controller.js';

/** What tests put in place of the real thing. */
export interface AppOverrides {
  clock?: Clock;
  imports?: NonNullable<ModuleMetadata['imports']>;
}

/** Builds the API, initialised but not listening: `await app.listen(port, host)`. Migrations have to have run. */
export async function createApp(
  config: Config,
  overrides: AppOverrides = {},
): Promise<NestFastifyApplication> {
  const rawRoutes = new RawRoutes();
  const drain = new Drain();
  const logger = createLogger(config.logLevel);
  const adapter = new FastifyAdapter(serverOptions(config, rawRoutes, drain));
  const parts = { config, clock: overrides.clock ?? new SystemClock(), logger, rawRoutes, drain };
  const options = {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(logger),
  };
  const module = AppModule.with(parts, overrides.imports ?? []);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, options);
  const fastify = app.getHttpAdapter().getInstance();
  const methods = noteMethods(fastify);
  await registerHttpPlugins(app, logger);
  measureRequests(fastify, app.get<Registry>(METRICS));
  app.get(OpenApiSource).use(() => openApiDocument(app));
  await app.init();
  refuseOtherMethods(fastify, methods, rawRoutes);
  await fastify.ready();
  return app;
}

function serverOptions(config: Config, rawRoutes: RawRoutes, drain: Drain): FastifyServerOptions {
  return {
    serverFactory: (handler) => createHttpServer(rawRoutes, drain, handler),
    // What comes over a connection that was accepted is answered, though no more are.
    return503OnClosing: false,
    genReqId: requestIdOf,
    requestIdHeader: false,
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: LONGEST_PATH_SEGMENT },
    logger: false,
    clientErrorHandler: answerClientError,
    // What the router refuses before any hook or filter runs: a malformed URL, an over-long parameter.
    frameworkErrors: (error, request, reply) => {
      sendProblem(reply, problemOf(error) ?? internalProblem(), request.id);
    },
  };
}
