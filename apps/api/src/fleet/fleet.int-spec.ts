import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InstancePage, InstanceView } from '@accord/contract/http';
import type { z } from 'zod';
import { PolicyWorld, testContract, type TestPlace } from '../bundles/testing/policy-world.js';
import { type BusEvent, EventBus } from '../platform/events/event-bus.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { poll } from '../policy/testing/poll.js';
import { FleetWriter } from './fleet-writer.js';

let api: TestApp;
let world: PolicyWorld;

beforeAll(async () => {
  api = await startTestApp();
  world = new PolicyWorld(api);
});

afterAll(() => api.close());

async function instances(
  { service, environment }: TestPlace,
  query = '',
): Promise<z.infer<typeof InstancePage>> {
  await api.app.get(FleetWriter).flush();
  const path = `/v1/services/${service}/environments/${environment}/instances${query}`;
  const answer = await api.request<z.infer<typeof InstancePage>>('GET', path);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function only(place: TestPlace): Promise<InstanceView | undefined> {
  const { items } = await instances(place);
  expect(items).toHaveLength(1);
  return items[0];
}

it('shows an instance from its first poll to its leaving', async () => {
  const events: BusEvent[] = [];
  api.app.get(EventBus).subscribe((event) => events.push(event));
  const place = await world.place();
  const { id, secret } = await world.credential(place);
  const instance = randomUUID();
  const said = { 'accord-instance': instance, 'accord-sdk': 'validator-node/1.0.0', 'accord-interval': '30' };
  await poll(api, secret, { ...said, 'accord-applied': 'none' });
  expect(await only(place)).toMatchObject({
    instance,
    status: 'in_sync',
    desired_version: null,
    applied_version: null,
  });
  const number = await world.publish(place, testContract(['https://auth.example.com']));
  await expect.poll(async () => (await poll(api, secret, said)).status).toBe(200);
  expect(await only(place)).toMatchObject({ status: 'rolling_out', desired_version: number });
  await poll(api, secret, { ...said, 'accord-applied': String(number) });
  expect(await only(place)).toMatchObject({
    status: 'in_sync',
    applied_version: number,
    sdk: 'validator-node/1.0.0',
  });
  await poll(api, secret, { ...said, 'accord-applied': String(number), 'accord-error': 'unknown_schema' });
  expect(await only(place)).toMatchObject({ status: 'refused', error: 'unknown_schema' });
  await poll(api, secret, { ...said, 'accord-applied': String(number), 'accord-leaving': '1' });
  expect(await only(place)).toMatchObject({ status: 'stopped' });
  const places = events.filter((event) => event.type === 'fleet').flatMap((event) => event.data['places']);
  expect(places).toContainEqual({ service_id: place.serviceId, environment_id: place.environmentId });
  const [credential] = await api.dataSource.query<{ last_used_at: number | null }[]>(
    'SELECT last_used_at FROM service_credentials WHERE id = $1',
    [id],
  );
  expect(credential?.last_used_at).toBeGreaterThan(0);
});

it('pages through a fleet', async () => {
  const place = await world.place();
  const { secret } = await world.credential(place);
  const ids = Array.from({ length: 5 }, () => randomUUID());
  for (const id of ids) await poll(api, secret, { 'accord-instance': id });
  const seen: string[] = [];
  for (let query = '?limit=2'; ;) {
    const page = await instances(place, query);
    seen.push(...page.items.map((item) => item.instance));
    if (page.next_cursor === null) break;
    query = `?limit=2&cursor=${page.next_cursor}`;
  }
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

it('answers 404 for a place that does not exist', async () => {
  const answer = await api.request('GET', '/v1/services/nobody/environments/nowhere/instances');
  expect(answer.status).toBe(404);
});
