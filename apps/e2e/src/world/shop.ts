import type { ValidationContractInput } from '@accord/contract';
import type { CreatedCredential, RotationView, TrustKeys } from '@accord/contract/http';
import { AdminApi } from './admin-api.js';
import { placeOf, publishContract } from './contracts.js';
import { startFleet } from './fleet.js';
import { startFrozenWorld, type FrozenWorld } from './frozen-world.js';

/** A Thursday in March, 10:20 in UTC. Milliseconds. */
export const NOW = Date.UTC(2026, 2, 12, 10, 20);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const ISS = 'https://auth.shop.example';
const ISSUER = {
  kind: 'managed',
  name: 'auth',
  issuer: ISS,
  algorithms: ['ES256'],
  interval_seconds: 30 * 86_400,
};
const PARTNERS = {
  ...ISSUER,
  name: 'partners',
  issuer: 'https://partners.shop.example',
  interval_seconds: 90 * 86_400,
};

const SERVICES = [
  { name: 'catalogue', owner: 'storefront' },
  { name: 'invoices', owner: 'finance' },
  { name: 'orders', owner: 'commerce' },
  { name: 'payments', owner: 'finance' },
  { name: 'search', owner: 'storefront' },
  { name: 'shipping', owner: 'logistics' },
];

const USERS = [
  { email: 'ines@shop.example', name: 'Ines Okafor', role: 'editor', password: 'never-used-in-a-picture' },
  { email: 'ravi@shop.example', name: 'Ravi Lindqvist', role: 'viewer', password: 'never-used-in-a-picture' },
];

function contractOf(service: string): ValidationContractInput {
  return {
    schema: 1,
    issuers: [{ issuer: ISS, algorithms: ['ES256'] }],
    audiences: [`https://${service}.shop.example`],
    token_type: { typ: ['at+jwt'] },
    time: { max_lifetime_seconds: 900, clock_tolerance_seconds: 30 },
    claims: { forbidden: { names: ['email', 'phone_number', 'address', 'birthdate'], action: 'reject' } },
    authorization: {
      default: { all_scopes: [`${service}:read`] },
      routes: [{ id: 'write', methods: ['POST'], path: `/${service}/*`, all_scopes: [`${service}:write`] }],
    },
  };
}

/** A shop of six services and what happened to it in three weeks, through the API alone: the same on every run. */
async function live(world: FrozenWorld): Promise<void> {
  const { admin, moveTo } = world;
  for (const issuer of [ISSUER, PARTNERS]) await admin.call('POST', '/v1/issuers', issuer);
  for (const user of USERS) await admin.call('POST', '/v1/users', user);
  for (const service of SERVICES) await admin.call('POST', '/v1/services', service);

  await moveTo(NOW - 20 * DAY);
  for (const { name } of SERVICES.slice(0, -1)) {
    await publishContract(admin, placeOf(name), contractOf(name), 'One contract for each service');
  }
  await publishContract(
    admin,
    placeOf('orders', 'staging'),
    contractOf('orders'),
    'Staging follows production, to try changes',
  );

  await moveTo(NOW - 6 * DAY);
  const orders = contractOf('orders');
  const second = {
    ...orders,
    audiences: [...orders.audiences, 'https://checkout.shop.example'],
    time: { max_lifetime_seconds: 600, clock_tolerance_seconds: 30 },
  };
  await publishContract(
    admin,
    placeOf('orders'),
    second,
    'The checkout calls orders with a token of its own',
  );

  await moveTo(NOW - 1 * DAY);
  await admin.call('PUT', `${placeOf('payments')}/draft`, {
    contract: { ...contractOf('payments'), time: { max_lifetime_seconds: 300, clock_tolerance_seconds: 30 } },
  });

  // Not longer ago than tokens live: what is over is swept away.
  await moveTo(NOW - 5 * MINUTE);
  for (const [kind, value, reason] of [
    ['subjects', 'customer-4711', 'The customer lost their phone'],
    ['clients', 'old-kiosk', 'The kiosks were replaced'],
  ]) {
    await admin.call('POST', '/v1/revocations', { kind, issuer: 'auth', value, reason });
  }
}

/** What shows, and is new on every run: the ids of keys. Each with what stands for it in pictures, as long as it. */
async function standIns(admin: AdminApi): Promise<Map<string, string>> {
  const issuers = await Promise.all(
    [ISSUER, PARTNERS].map(({ name }) => admin.get<RotationView>(`/v1/issuers/${name}/rotation`)),
  );
  const bundleKeys = await admin.get<TrustKeys>('/v1/trust/keys.json');
  const kids = [...issuers, bundleKeys].flatMap(({ keys }) => keys.map(({ kid }) => kid));
  return new Map(
    kids.map((kid, index) => [kid, `${index + 1}${'kid-of-a-key'.repeat(4)}`.slice(0, kid.length)]),
  );
}

export interface Shop {
  world: FrozenWorld;
  standIns: Map<string, string>;
}

/** Starts the shop at `NOW`, with its fleet reporting for a day. */
export async function startShop(): Promise<Shop> {
  const world = await startFrozenWorld(NOW - 21 * DAY);
  await live(world);
  await world.moveTo(NOW);
  const { keys } = await world.admin.get<RotationView>('/v1/issuers/auth/rotation');
  const kid = keys.find(({ state }) => state === 'active')?.kid ?? '';
  for (const { name } of SERVICES.slice(0, 4)) {
    const { secret } = await world.admin.call<CreatedCredential>('POST', `${placeOf(name)}/credentials`, {
      name: 'cluster-a',
    });
    await startFleet({
      api: new AdminApi(world.admin.url, secret ?? ''),
      service: name,
      kid,
      iss: ISS,
      now: NOW,
      lastIsBehind: name === 'orders',
    });
  }
  return { world, standIns: await standIns(world.admin) };
}
