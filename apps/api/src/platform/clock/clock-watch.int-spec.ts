import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, startTestApp } from '../testing/test-app.js';
import { ClockWatch } from './clock-watch.js';
import { SystemClock } from './clock.js';

/** Goes like the machine's, but shows another time. */
class OffClock extends SystemClock {
  aheadSeconds = 900;

  override nowMs(): number {
    return super.nowMs() + this.aheadSeconds * 1000;
  }
}

const clock = new OffClock();
let api: TestApp;

beforeAll(async () => {
  api = await startTestApp({ clock });
});

afterAll(() => api.close());

const readiness = () => api.request('GET', '/readyz', { token: null });

async function readinessAt(aheadSeconds: number) {
  clock.aheadSeconds = aheadSeconds;
  await api.app.get(ClockWatch).look();
  return readiness();
}

it('is not ready from the start on, far from the time of the database', async () => {
  const wrong = await readiness();
  expect([wrong.status, wrong.body['code']]).toEqual([503, 'clock_wrong']);
  expect(wrong.body['detail']).toMatch(/^This replica's clock is 900 s ahead of the database's: set it/);
  expect((await api.request('GET', '/healthz', { token: null })).status).toBe(200);
});

it('is ready with a note a little off, and without one when right', async () => {
  const behind = await readinessAt(-10);
  expect(behind.status).toBe(200);
  expect(behind.body['notes']).toEqual([
    expect.stringMatching(/^This replica's clock is 10 s behind the database's/),
  ]);
  const { body: metrics } = await api.request<string>('GET', '/metrics', { token: null });
  const offset = Number(/^accord_clock_offset_seconds (\S+)$/m.exec(metrics)?.[1]);
  expect(Math.abs(offset + 10)).toBeLessThan(1);
  // A clock that is set forward makes the last reading of the log old, until it is read again.
  await expect.poll(async () => (await readinessAt(0)).body['notes']).toEqual([]);
  expect((await readinessAt(-31)).body['code']).toBe('clock_wrong');
  await expect.poll(async () => (await readinessAt(1)).body['notes']).toEqual([]);
});
