import { Module, type OnModuleInit } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DatabaseOperator, operatorOf } from '../platform/testing/database-operator.js';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { Jobs } from './jobs.service.js';

const WITHIN_MS = 30_000;
const PROBES = ['probe_1', 'probe_2', 'probe_3'];

let work: (name: string) => Promise<void> = () => Promise.resolve();

@Module({})
class ProbeModule implements OnModuleInit {
  constructor(private readonly jobs: Jobs) {}

  onModuleInit(): void {
    for (const name of PROBES) this.jobs.every({ name, everySeconds: 1, work: () => work(name) });
  }
}

let api: TestApp;
let clock: MovableClock;
let operator: DatabaseOperator;

beforeAll(async () => {
  clock = new MovableClock(1_795_440_000_000);
  api = await startTestApp({ clock, imports: [ProbeModule] }, { ACCORD_ROTATION_TICK_SECONDS: '1' });
  operator = await operatorOf(api.databaseUrl);
});

afterAll(async () => {
  await operator.leave();
  await api.close();
});

const notes = async () => {
  const { body } = await api.request<{ notes?: string[] }>('GET', '/readyz', { token: null });
  return (body.notes ?? ['not ready']).join('\n');
};
const metrics = async () => (await api.request<string>('GET', '/metrics', { token: null })).body;

/** Resolves when each probe has been carried out since the call. */
async function untilAllRan(): Promise<void> {
  const ran = new Set<string>();
  work = (probe) => Promise.resolve(void ran.add(probe));
  await expect.poll(() => [...ran].sort(), { timeout: WITHIN_MS }).toEqual(PROBES);
}

describe('jobs', { timeout: 2 * WITHIN_MS }, () => {
  it('have connections that are told apart, and times of their last success', async () => {
    await untilAllRan();
    expect(await operator.connectionNames()).toEqual([
      'accord-api',
      'accord-api follower',
      'accord-api jobs',
    ]);
    await expect
      .poll(metrics)
      .toMatch(/^accord_job_last_success_timestamp_seconds{job="probe_1"} 1795440000$/m);
  });

  it('are noted when they fail again and again, until they succeed', async () => {
    work = (probe) => (probe === 'probe_2' ? Promise.reject(new Error('no')) : Promise.resolve());
    await expect
      .poll(notes, { timeout: WITHIN_MS })
      .toMatch(/^The job probe_2 failed .* 3 times in a row since 2026-/);
    await untilAllRan();
    await expect.poll(notes, { timeout: WITHIN_MS }).toBe('');
  });

  it('are noted when the database takes no writes, and when they have not run for long', async () => {
    await operator.alter('SET default_transaction_read_only = on');
    await expect.poll(notes, { timeout: WITHIN_MS }).toMatch(/^The database takes no writes/m);
    clock.advance(61);
    await expect
      .poll(notes, { timeout: WITHIN_MS })
      .toMatch(/^The job rotation_tick has not run since 2026-11-23T13:20:00Z/m);
    await operator.alter('RESET default_transaction_read_only');
    await expect.poll(notes, { timeout: WITHIN_MS }).not.toMatch(/takes no writes|rotation_tick/);
  });

  it('run again after an outage in the middle of as many of them as there are workers', async () => {
    const ended = vi.spyOn(console, 'trace').mockImplementation(() => undefined);
    const underWay = new Set<string>();
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    work = (probe) => {
      underWay.add(probe);
      return gate;
    };
    await expect.poll(() => underWay.size, { timeout: WITHIN_MS }).toBe(PROBES.length);
    await operator.alter('ALLOW_CONNECTIONS false');
    release();
    // What graphile-worker prints of each worker that it gives up.
    await expect.poll(() => ended.mock.calls.length, { timeout: WITHIN_MS }).toBe(PROBES.length);
    await operator.alter('ALLOW_CONNECTIONS true');
    await untilAllRan();
  });
});

it('tells how far the log was followed, and how its pool does', async () => {
  const text = await metrics();
  expect(text).toMatch(/^accord_log_head \d+$/m);
  expect(text).toMatch(/^accord_log_as_of_timestamp_seconds 1795440061$/m);
  expect(text).toMatch(/^accord_database_connections{state="idle"} \d+$/m);
  expect(text).toMatch(/^accord_database_waiting 0$/m);
});
