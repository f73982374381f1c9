import { expect, test } from '@playwright/test';
import type { FailuresView } from '@accord/contract/http';
import { freePort, type SpawnedProcess } from '@accord/testing';
import { callService, connectService, publishService } from './world/connected-service.js';
import { Signer } from './world/signer.js';
import { startWorld, type World } from './world/world.js';

const NAMES = {
  service: 'stock',
  issuerName: 'stock-auth',
  iss: 'https://auth.restart.test',
  aud: 'https://stock.restart.test',
  scope: 'stock:read',
};

let world: World;
let service: SpawnedProcess | undefined;

test.beforeAll(async () => {
  world = await startWorld({
    ACCORD_POLL_SECONDS: '1',
    ACCORD_LONG_POLL_SECONDS: '1',
    ACCORD_REPORT_SECONDS: '2',
  });
});

test.afterAll(async () => {
  await service?.kill('SIGTERM');
  await world.stop();
});

async function counted(): Promise<Record<string, number>> {
  const now = Math.floor(Date.now() / 1000);
  const path = `/v1/failures?from=${now - 3600}&to=${now + 60}&service=${NAMES.service}`;
  const { totals } = await world.admin.get<FailuresView>(path);
  return Object.fromEntries(totals.map((row) => [row.outcome, row.count]));
}

test('a service that is restarted while the API is dead starts from its cache and counts on', async () => {
  await publishService(world, NAMES);
  const port = await freePort();
  const start = await connectService(world, NAMES.service, port);
  service = start();
  await service.waitForOutput(/ready, policy from network/, 60_000);
  const signer = await Signer.register(world.admin, NAMES.issuerName);
  // As long as the contract allows: the token outlives everything that follows.
  const { token } = await signer.token({ ...NAMES, lifetimeSeconds: 60 });
  const { token: stranger } = await signer.token({ ...NAMES, aud: 'https://else.test', lifetimeSeconds: 60 });
  const verdicts = async () => [await callService(port, token), await callService(port, stranger)];
  expect(await verdicts()).toEqual([200, 401]);
  await expect.poll(counted).toEqual({ accepted: 1, wrong_aud: 1 });

  await world.killApi();
  await service.kill('SIGKILL');
  service = start();
  await service.waitForOutput(/ready, policy from cache/, 60_000);
  expect(await verdicts()).toEqual([200, 401]);

  await world.startApi();
  await expect.poll(counted).toEqual({ accepted: 2, wrong_aud: 2 });
});
