import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { SpawnedProcess } from '@accord/testing';
import type { FailuresView, RotationView } from '@accord/contract/http';
import { startDemo } from './world/demo.js';
import { startWorld, type World } from './world/world.js';

interface Counts {
  counts: { service: string; outcome: string; count: number }[];
  surprises: string[];
  refused_good_tokens: number;
}

let world: World;
let demo: SpawnedProcess;
let demoUrl: string;

test.beforeAll(async () => {
  world = await startWorld({ ACCORD_REPORT_SECONDS: '3', ACCORD_ROTATION_TICK_SECONDS: '2' });
  ({ demo, demoUrl } = await startDemo(world));
});

test.afterAll(async () => {
  await demo.kill('SIGTERM');
  await world.stop();
});

const counts = async () => (await (await fetch(`${demoUrl}/counts`)).json()) as Counts;
const sent = async () => (await counts()).counts.reduce((sum, row) => sum + row.count, 0);

async function traffic(requests: number): Promise<void> {
  const goal = (await sent()) + requests;
  await expect.poll(sent, { timeout: 90_000 }).toBeGreaterThan(goal);
}

async function reported(): Promise<Map<string, number>> {
  const now = Math.floor(Date.now() / 1000);
  const { totals } = await world.admin.get<FailuresView>(`/v1/failures?from=${now - 3600}&to=${now + 60}`);
  return new Map(totals.map((row) => [`${row.service} ${row.outcome}`, row.count]));
}

test('services go on while the API is dead, and not one count is lost', async () => {
  await traffic(60);
  await world.killApi();
  await traffic(60);
  await pause(3000);
  await world.startApi();
  await traffic(60);
  await fetch(`${demoUrl}/traffic/stop`, { method: 'POST' });

  const after = await counts();
  expect(after.surprises).toEqual([]);
  expect(after.refused_good_tokens).toBe(0);
  const expected = Object.fromEntries(
    after.counts.map((row) => [`${row.service} ${row.outcome}`, row.count]),
  );
  await expect
    .poll(async () => Object.fromEntries(await reported()), { timeout: 150_000, intervals: [2000] })
    .toEqual(expected);
});

test('the demo leaves when it is stopped, so that no rotation waits for its signer', async () => {
  const signers = async () => (await world.admin.get<RotationView>('/v1/issuers/demo/rotation')).signers;
  expect((await signers()).map(({ left }) => left)).toEqual([false]);
  expect(await demo.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect((await signers()).map(({ left }) => left)).toEqual([true]);
});
