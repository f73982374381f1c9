import type { InstanceView } from '@accord/contract/http';
import { freePort, type SpawnedProcess } from '@accord/testing';
import { callService, connectService, publishService } from './connected-service.js';
import { placeOf } from './contracts.js';
import { Signer } from './signer.js';
import { startWorld, type World } from './world.js';

export const ISS = 'https://auth.orders.test';
export const AUD = 'https://orders.test';
export const SCOPE = 'orders:read';
export const BASE = placeOf('orders');

/** A world in which one service, orders, runs and enforces its contract. */
export interface Orders {
  world: World;
  service: SpawnedProcess;
  /** A token of its issuer for `aud`, good for a minute. */
  tokenFor(aud: string): Promise<string>;
  /** The status that the service answers a token with. */
  call(token: string): Promise<number>;
  appliedVersion(): Promise<number>;
  stop(): Promise<void>;
}

export async function startOrders(): Promise<Orders> {
  const world = await startWorld({ ACCORD_REPORT_SECONDS: '2' });
  await publishService(world, { service: 'orders', issuerName: 'auth', iss: ISS, aud: AUD, scope: SCOPE });
  const signer = await Signer.register(world.admin, 'auth');
  const port = await freePort();
  const service = (await connectService(world, 'orders', port))();
  await service.waitForOutput(/ready/, 60_000);
  return {
    world,
    service,
    tokenFor: async (aud) => (await signer.token({ iss: ISS, aud, scope: SCOPE, lifetimeSeconds: 60 })).token,
    call: (token) => callService(port, token),
    appliedVersion: async () => {
      const { items } = await world.admin.get<{ items: InstanceView[] }>(`${BASE}/instances`);
      return items[0]?.applied_version ?? 0;
    },
    stop: async () => {
      await service.kill('SIGTERM');
      await world.stop();
    },
  };
}
