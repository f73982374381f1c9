import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { httpDurations } from './metrics.js';

/** Measures every request that Fastify serves. Raw routes measure themselves. */
export function measureRequests(fastify: FastifyInstance, registry: Registry): void {
  const durations = httpDurations(registry);
  fastify.addHook('onResponse', (request, reply, done) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'unmatched',
      status: String(reply.statusCode),
    };
    durations.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}
