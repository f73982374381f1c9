import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  FleetTrouble,
  type ServiceOwnerList,
  type ServicePage,
  type ServiceView,
} from '@accord/contract/http';
import {
  ContractDesk,
  contractWith,
  registerIssuer,
  ISSUER,
} from '../contracts/testing/contract-fixtures.js';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import type { TestBrowser } from '../platform/testing/test-browser.js';
import { createPerson, logIn } from '../platform/testing/test-people.js';
import { logLength } from './testing/logged-events.js';

const NOW = 1_795_440_030;
let app: TestApp;
let clock: MovableClock;

beforeAll(async () => {
  clock = new MovableClock(NOW * 1000);
  app = await startTestApp({ clock });
  await registerIssuer(app, 'main', ISSUER);
});

afterAll(() => app.close());

async function listed(query: string): Promise<string[]> {
  const { status, body } = await app.request<ServicePage>('GET', `/v1/services${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items.map(({ name }) => name);
}

async function service(name: string, owner: string | null = null): Promise<ServiceView> {
  const body = owner === null ? { name } : { name, owner };
  return (await app.request<ServiceView>('POST', '/v1/services', { body })).body;
}

const person = async () => logIn(app, await createPerson(app));

describe('by owner', () => {
  it('takes the whole name, and says which there are', async () => {
    for (const [name, owner] of [
      ['cart', 'shop'],
      ['checkout', 'shop'],
      ['stock', 'shop floor'],
    ] as const) {
      await service(name, owner);
    }
    await service('unowned');
    await service('gone', 'nobody');
    await app.request('DELETE', '/v1/services/gone');
    expect(await listed('?owner=shop')).toEqual(['cart', 'checkout']);
    const { body } = await app.request<ServiceOwnerList>('GET', '/v1/service-owners');
    expect(body.items).toEqual([
      { owner: 'shop', services: 2 },
      { owner: 'shop floor', services: 1 },
    ]);
  });
});

describe('by contract and draft', () => {
  beforeAll(async () => {
    await service('both');
    await service('prod-only');
    await service('neither');
    await service('drafted');
    for (const environment of ['production', 'staging']) {
      await new ContractDesk(app, 'both', environment).publish(contractWith());
    }
    await new ContractDesk(app, 'prod-only').publish(contractWith());
    await new ContractDesk(app, 'drafted', 'staging').save(contractWith(), null);
    await new ContractDesk(app, 'both', 'production').save(contractWith({ audiences: ['x'] }), null);
  });

  it('asks one environment, or any', async () => {
    expect(await listed('?search=o&environment=staging&contract=published')).toEqual(['both']);
    expect(await listed('?contract=published')).toEqual(['both', 'prod-only']);
    expect(await listed('?search=prod-only&contract=none')).toEqual(['prod-only']);
    expect(await listed('?search=prod-only&contract=none&environment=production')).toEqual([]);
    expect(await listed('?search=both&contract=none')).toEqual([]);
    expect(await listed('?draft=pending')).toEqual(['both', 'drafted']);
  });

  it('wants all of it to hold in the same environment', async () => {
    expect(await listed('?contract=published&draft=pending')).toEqual(['both']);
    expect(await listed('?contract=none&draft=pending')).toEqual(['drafted']);
    expect(await listed('?draft=pending&environment=staging')).toEqual(['drafted']);
  });

  it('lists nothing for an environment that there is not, and pages within a filter', async () => {
    for (const query of ['environment=nowhere', 'contract=published&environment=nowhere']) {
      const { status, body } = await app.request('GET', `/v1/services?${query}`);
      expect([status, body['detail']]).toEqual([404, expect.stringContaining('environment "nowhere"')]);
    }
    const first = (await app.request<ServicePage>('GET', '/v1/services?draft=pending&limit=1')).body;
    expect(await listed(`?draft=pending&limit=1&cursor=${first.next_cursor ?? ''}`)).toEqual(['drafted']);
  });

  it('refuses what is no filter', async () => {
    for (const query of ['?contract=maybe', '?fleet=tired', '?starred=yes', '?owner=']) {
      expect([query, (await app.request('GET', `/v1/services${query}`)).status]).toEqual([query, 400]);
    }
  });
});

describe('by the fleet', () => {
  const TROUBLES = FleetTrouble.options;

  it('finds what the counts of the list say', async () => {
    await fleetOf('fleet-fine', { applied: 'newest' });
    await fleetOf('fleet-behind', { applied: 'older' });
    await fleetOf('fleet-rolling', { applied: 'older', interval: 3600 });
    await fleetOf('fleet-ahead', { applied: 'unknown' });
    await fleetOf('fleet-refused', { applied: 'older', error: 'bad_signature' });
    await fleetOf('fleet-silent', { applied: 'newest', seen: 200 });
    await fleetOf('fleet-forgotten', { applied: 'older', seen: 90_000 });
    await fleetOf('fleet-left', { applied: 'older', error: 'bad_signature', left: true });
    clock.advance(120);
    const all = (await app.request<ServicePage>('GET', '/v1/services?search=fleet-')).body.items;
    for (const trouble of TROUBLES) {
      const counted = all.filter(({ environments }) =>
        environments.some(({ instances }) => instances[trouble] > 0),
      );
      expect(counted.map(({ name }) => name)).toEqual([`fleet-${trouble}`]);
      expect(await listed(`?fleet=${trouble}`)).toEqual([`fleet-${trouble}`]);
      expect(await listed(`?fleet=${trouble}&environment=production`)).toEqual([`fleet-${trouble}`]);
      expect(await listed(`?fleet=${trouble}&environment=staging`)).toEqual([]);
    }
  });

  interface Standing {
    applied: 'newest' | 'older' | 'unknown';
    interval?: number;
    error?: string;
    seen?: number;
    left?: boolean;
  }

  /** One instance in production; `seen` in seconds before now, after the clock has moved on. */
  async function fleetOf(name: string, standing: Standing): Promise<void> {
    const { id } = await service(name);
    await new ContractDesk(app, name).publish(contractWith());
    const { body } = await app.request<ServiceView>('GET', `/v1/services/${name}`);
    const newest = body.environments[0]?.bundle_version ?? 0;
    await app.dataSource.query(
      `INSERT INTO instances (service_id, environment_id, instance, first_seen_at, last_seen_at, applied_version, error,
         interval_seconds, left_at)
       SELECT $1, environments.id, $2, 0, $3, $4, $5, $6, $7 FROM environments WHERE name = 'production'`,
      [
        id,
        randomUUID(),
        clock.nowSeconds() + 120 - (standing.seen ?? 0),
        { newest, older: newest - 1, unknown: 999_999 }[standing.applied],
        standing.error ?? null,
        standing.interval ?? 30,
        standing.left ? clock.nowSeconds() : null,
      ],
    );
  }
});

describe('stars', () => {
  it('belong to a person, are seen by nobody else, and leave no event', async () => {
    await service('starry');
    const [ada, bob] = [await person(), await person()];
    const before = await logLength(app);
    for (const time of ['once', 'again']) {
      expect([time, (await ada.send('PUT', '/v1/services/starry/star')).status]).toEqual([time, 204]);
    }
    expect(await logLength(app)).toBe(before);
    const starred = async (browser: TestBrowser) =>
      (await browser.send<ServicePage>('GET', '/v1/services?starred=only')).body.items.map(
        ({ name }) => name,
      );
    expect([await starred(ada), await starred(bob)]).toEqual([['starry'], []]);
    expect((await ada.send<ServiceView>('GET', '/v1/services/starry')).body.starred).toBe(true);
    expect((await bob.send<ServiceView>('GET', '/v1/services/starry')).body.starred).toBe(false);
    expect((await bob.send('DELETE', '/v1/services/starry/star')).status).toBe(204);
    expect(await starred(ada)).toEqual(['starry']);
    expect((await ada.send('DELETE', '/v1/services/starry/star')).status).toBe(204);
    expect(await starred(ada)).toEqual([]);
  });

  it('refuses a star of no person, and one for no service', async () => {
    const { status, body } = await app.request('PUT', '/v1/services/starry/star');
    expect([status, body['code']]).toEqual([409, 'no_account']);
    expect(await listed('?starred=only')).toEqual([]);
    const ada = await person();
    expect((await ada.send('PUT', '/v1/services/nothing/star')).status).toBe(404);
  });
});

describe('the next key event', () => {
  const ROTATED = 'https://rotated.example';

  async function schedule(issuerId: string, alg: string, times: (number | null)[], paused = false) {
    await app.dataSource.query(
      `INSERT INTO issuer_schedules (issuer_id, alg, settings, next_publish_at, next_activate_at, next_remove_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [issuerId, alg, JSON.stringify({ paused }), ...times],
    );
  }

  async function nextOf(name: string) {
    const { body } = await app.request<ServicePage>('GET', `/v1/services?search=${name}`);
    return body.items[0]?.environments.map((each) => each.next_key_event);
  }

  it('is the soonest step of a key whose tokens the contract in force accepts', async () => {
    const rotated = await registerIssuer(app, 'rotated', ROTATED);
    await schedule(rotated, 'ES256', [NOW + 500, NOW + 300, null]);
    await schedule(rotated, 'EdDSA', [NOW + 100, null, NOW + 50]);
    await schedule(rotated, 'RS256', [null, NOW + 10, null], true);
    await service('keyed');
    const desk = new ContractDesk(app, 'keyed');
    await desk.publish(contractWith({ issuers: [{ issuer: ROTATED, algorithms: ['ES256', 'RS256'] }] }));
    expect(await nextOf('keyed')).toEqual([
      { issuer: 'rotated', alg: 'ES256', event: 'activate', at: NOW + 300 },
      null,
    ]);
    await desk.publish(
      contractWith({
        issuers: [
          { issuer: ISSUER, algorithms: ['ES256'] },
          { issuer: ROTATED, algorithms: ['EdDSA'] },
        ],
      }),
    );
    expect((await nextOf('keyed'))?.[0]).toMatchObject({ alg: 'EdDSA', event: 'remove', at: NOW + 50 });
    await app.dataSource.query('UPDATE issuers SET archived_at = $2 WHERE id = $1', [rotated, NOW]);
    expect(await nextOf('keyed')).toEqual([null, null]);
  });
});
