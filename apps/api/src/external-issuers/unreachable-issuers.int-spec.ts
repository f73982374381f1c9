import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { MovableClock, startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { RotationWorker } from '../rotation/rotation.worker.js';
import { ExternalIssuers } from './external-issuers.service.js';

const ISSUERS = 9;
const clock = new MovableClock(1_795_440_000_000);
let app: TestApp;
let tarpit: Server;
let asked: string[] = [];
const onAsked = vi.fn();

beforeAll(async () => {
  app = await startTestApp({ clock }, { ACCORD_ROTATION_TICK_SECONDS: '1' });
  tarpit = createServer((request) => {
    asked.push(request.url ?? '');
    onAsked();
  });
  await new Promise<void>((done) => tarpit.listen(0, '127.0.0.1', done));
  for (let index = 1; index <= ISSUERS; index += 1) {
    const { status } = await app.request('POST', '/v1/issuers', {
      body: {
        kind: 'external',
        name: `silent-${index}`,
        issuer: `https://silent-${index}.test`,
        jwks_uri: `http://localhost:${(tarpit.address() as AddressInfo).port}/${index}`,
      },
    });
    expect(status).toBe(201);
  }
});

afterAll(async () => {
  await app.close();
  tarpit.closeAllConnections();
  tarpit.close();
});

const observe = () => app.app.get(ExternalIssuers, { strict: false }).observeAll();
const worker = () => app.app.get(RotationWorker, { strict: false });
const lastBeat = async () =>
  (await app.dataSource.query<{ at: number }[]>('SELECT last_beat_at AS at FROM api_liveness'))[0]?.at;

it('waits for several at once, and asks those that the last round did not come to first', async () => {
  onAsked.mockImplementation(() => {
    if (asked.length === 5) clock.advance(31);
  });
  await observe();
  expect(asked.toSorted()).toEqual(['/1', '/2', '/3', '/4', '/5']);
  onAsked.mockReset();
  asked = [];
  const second = observe();
  await vi.waitFor(() => expect(asked).toHaveLength(5));
  expect(asked.toSorted()).toEqual(['/1', '/6', '/7', '/8', '/9']);
  tarpit.closeAllConnections();
  await vi.waitFor(() => expect(asked).toHaveLength(ISSUERS));
  tarpit.closeAllConnections();
  await second;
}, 20_000);

it('keeps no rotation waiting while it waits', async () => {
  const tick = vi.spyOn(worker(), 'tick');
  asked = [];
  await app.dataSource.query("SELECT graphile_worker.add_job('observe_external_issuers', max_attempts := 1)");
  await vi.waitFor(() => expect(asked).not.toHaveLength(0), 5000);
  tick.mockClear();
  await vi.waitFor(() => expect(tick.mock.calls.length).toBeGreaterThan(1), 4000);
  tick.mockRestore();
}, 20_000);

it('beats while a tick takes its time', async () => {
  let finish: (() => void) | undefined;
  const tick = vi.spyOn(worker(), 'tick').mockReturnValue(new Promise<void>((done) => (finish = done)));
  await vi.waitFor(() => expect(tick).toHaveBeenCalled(), 5000);
  clock.advance(7);
  await vi.waitFor(async () => expect(await lastBeat()).toBe(clock.nowSeconds()), 4000);
  finish?.();
  tick.mockRestore();
}, 20_000);
