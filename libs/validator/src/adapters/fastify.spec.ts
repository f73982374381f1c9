import fastify, { type FastifyBaseLogger, type FastifyTypeProvider } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { accordFastify } from './fastify.js';
import { makePayments } from './test-support/payments.js';

const { issuer, validator } = makePayments();

/** More than Fastify asks of a logger, as pino's is. */
interface OwnLogger extends FastifyBaseLogger {
  flush(): void;
}
const ignore = () => undefined;
const methods = { info: ignore, error: ignore, debug: ignore, fatal: ignore, warn: ignore, trace: ignore };
const logger: OwnLogger = { ...methods, level: 'info', silent: ignore, flush: ignore, child: () => logger };

interface OwnTypes extends FastifyTypeProvider {
  readonly validator: this['schema'];
}

let close: () => unknown = ignore;
afterEach(() => close());

it('takes an application with a logger of its own', async () => {
  const app = fastify({ loggerInstance: logger });
  close = () => app.close();
  accordFastify(app, validator);
  app.get('/payments', (request) => ({ subject: request.auth?.claims['sub'] }));
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const headers = { authorization: `Bearer ${issuer.token({ sub: 'jane' })}` };
  expect((await fetch(`${origin}/payments`)).status).toBe(401);
  expect(await (await fetch(`${origin}/payments`, { headers })).json()).toEqual({ subject: 'jane' });
});

it('takes an application over every server and with every type provider', () => {
  const typed = fastify().withTypeProvider<OwnTypes>();
  const secure = fastify({ https: {}, loggerInstance: logger });
  const http2 = fastify({ http2: true, loggerInstance: logger });
  // What is tested first is that these compile, each one and their union.
  accordFastify(typed, validator);
  accordFastify(secure, validator);
  accordFastify(http2, validator);
  const bare = [fastify(), fastify({ http2: true })];
  for (const app of bare) accordFastify(app, validator);
  for (const app of [typed, secure, http2, ...bare]) expect(app.hasRequestDecorator('auth')).toBe(true);
});
