import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Nest's token for this app's prom-client Registry; features add their own metrics to it. */
export const METRICS = Symbol('Metrics');

/** A registry per app, not the process-wide one: tests run several replicas in one process. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** How long requests take, by method, route template and status. */
export function httpDurations(registry: Registry): Histogram<'method' | 'route' | 'status'> {
  return new Histogram({
    name: 'accord_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
}
