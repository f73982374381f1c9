import { Gauge, type Registry } from 'prom-client';

/** When each job last succeeded on this replica; the fleet's is the highest of its replicas. */
export function measureJobs(
  registry: Registry,
  successes: () => Iterable<readonly [job: string, at: number | undefined]>,
): void {
  new Gauge({
    name: 'accord_job_last_success_timestamp_seconds',
    help: 'When a recurring job last succeeded on this replica. Any replica may take a run: look at the highest.',
    labelNames: ['job'],
    registers: [registry],
    collect() {
      for (const [job, at] of successes()) if (at !== undefined) this.set({ job }, at);
    },
  });
}
