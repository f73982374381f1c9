import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePayload } from './test-support/signing.js';
import { World } from './test-support/world.js';

let world: Awaited<ReturnType<typeof World.create>>;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.end());

const file = (name: string) => join(world.cacheDir, name);
const offline = () => (world.controlPlane.onPoll = () => ({ status: 503 }));
const serveOrders = (version = 4) =>
  world.controlPlane.serve(makePayload([world.tokenKey], { service: 'orders', version }));

/** Lives once with the credential `accord_svc_test` of payments. */
async function fillCache(): Promise<void> {
  const { validator, timers } = world.start();
  await timers.next('poll');
  await validator.close();
  world.events.length = 0;
}

describe('a cache of another service', () => {
  const credential = 'accord_svc_orders';
  const orders = { service: 'orders', version: 4, source: 'network' };

  it("gives way to the control plane's answer to this credential, for good", async () => {
    await fillCache();
    serveOrders();
    const { validator, timers } = world.start({ credential });
    await timers.next('poll');
    expect(validator.status()).toMatchObject({ policy: orders, error: null });
    // A control plane answers nobody who says to be ahead of it.
    expect(world.controlPlane.polls.at(-1)).toHaveProperty('accord-applied', 'none');
    const payments = { service: 'payments', environment: 'production' };
    expect(world.eventsOf('cache_unproven')).toMatchObject([payments]);
    expect(world.eventsOf('cache_overruled')).toMatchObject([payments]);
    await validator.close();
    await rm(file('bundle.jws'));
    offline();
    expect(world.start({ credential }).validator.status().policy).toMatchObject({ service: 'orders' });
  });

  it('gives way where nothing but its floor can be read', async () => {
    await fillCache();
    await rm(file('bundle.jws'));
    serveOrders();
    const { validator, timers } = world.start({ credential });
    await timers.next('poll');
    expect(validator.status()).toMatchObject({ policy: orders, error: null });
  });

  it('gives way to nothing that is not proven current', async () => {
    await fillCache();
    serveOrders();
    world.controlPlane.asOf = () => world.now - 3600;
    const { validator, timers } = world.start({ credential });
    await timers.next('poll');
    expect(validator.status()).toMatchObject({
      policy: { service: 'payments' },
      error: 'freshness_too_old',
    });
  });

  it('gives way to a bundle that was shipped with the service', async () => {
    await fillCache();
    const bootstrapBundle = serveOrders().body;
    offline();
    const { validator } = world.start({ credential, bootstrapBundle });
    expect(validator.status().policy).toMatchObject({ service: 'orders', source: 'bootstrap' });
  });
});

describe("another service's bundle from a relay", () => {
  const refused = { policy: { service: 'payments' }, error: 'service_mismatch' };

  it('is refused where this credential wrote the cache', async () => {
    await fillCache();
    serveOrders();
    const { validator, timers } = world.start();
    await timers.next('poll');
    expect(validator.status()).toMatchObject(refused);
    expect(world.eventsOf('cache_unproven')).toEqual([]);
  });

  it('is refused where the caller names service and environment, whoever wrote the cache', async () => {
    await fillCache();
    serveOrders();
    const named = { service: 'payments', environment: 'production' };
    const { validator, timers } = world.start({ credential: 'accord_svc_second', ...named });
    await timers.next('poll');
    expect(validator.status()).toMatchObject(refused);
  });

  it('is refused after an exchange of the credential, once the control plane has answered', async () => {
    await fillCache();
    const { validator, timers } = world.start({ credential: 'accord_svc_second' });
    const pause = await timers.next('poll');
    expect(world.controlPlane.polls.at(-1)).toHaveProperty('if-none-match');
    serveOrders();
    pause.end();
    await timers.next('poll');
    expect(validator.status()).toMatchObject(refused);
  });
});

it('keeps the cache of a service whose credential was exchanged during an outage', async () => {
  await fillCache();
  offline();
  const { validator } = world.start({ credential: 'accord_svc_second' });
  expect(validator.status().policy).toMatchObject({ service: 'payments', source: 'cache' });
});

it('takes a cache without a mark, as older versions left it, for one that proves nothing', async () => {
  await fillCache();
  await rm(file('owner'));
  serveOrders();
  const { validator, timers } = world.start();
  expect(validator.version).toBe(10);
  await timers.next('poll');
  expect(validator.status().policy).toMatchObject({ service: 'orders' });
  expect(world.eventsOf('cache_unproven')).toEqual([]);
});

it('writes no credential to the disk', async () => {
  await fillCache();
  expect(await readFile(file('owner'), 'utf8')).toMatch(/^[A-Za-z0-9_-]{43}\n$/);
});
