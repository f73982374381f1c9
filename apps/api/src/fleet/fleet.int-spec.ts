import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FleetPage, InstancePage, InstanceView, ServiceView } from '@accord/contract/http';
import type { z } from 'zod';
import { PolicyWorld, testContract, type TestPlace } from '../bundles/testing/policy-world.js';
import { type BusEvent, EventBus } from '../platform/events/event-bus.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { poll } from '../policy/testing/poll.js';
import { AheadWatch } from './ahead-watch.js';
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

it('lists the whole fleet by what needs attention, filtered and paged by the server', async () => {
  const place = await world.place();
  const version = await world.publish(place, testContract(['https://fleet.example.com']));
  const { secret } = await world.credential(place);
  const ids = Object.fromEntries(
    ['in_sync', 'ahead', 'refused', 'rolling_out', 'stopped', 'behind', 'silent'].map((status) => [
      status,
      randomUUID(),
    ]),
  );
  const say = (status: string, headers: Record<string, string>) =>
    poll(api, secret, { 'accord-instance': ids[status] ?? '', 'accord-interval': '30', ...headers });
  await expect
    .poll(async () => (await say('in_sync', { 'accord-applied': String(version) })).status)
    .not.toBe(404);
  await say('ahead', { 'accord-applied': '999999' });
  await say('refused', { 'accord-error': 'bundle_schema_unknown' });
  await say('rolling_out', {});
  await say('stopped', { 'accord-leaving': '1' });
  await say('behind', { 'accord-interval': '1' });
  await say('silent', {});
  const { items: own } = await instances(place);
  const now = Math.floor(Date.now() / 1000);
  await api.dataSource.query('UPDATE instances SET last_seen_at = $2 WHERE instance = $1', [
    ids['silent'],
    now - 300,
  ]);
  // An interval of nothing makes two of them nothing too: what is behind is so from the first second.
  await api.dataSource.query(
    'UPDATE instances SET interval_seconds = 0, last_seen_at = $2 WHERE instance = $1',
    [ids['behind'], now + 300],
  );
  expect(own).toHaveLength(7);

  const fleet = async (query: string) => {
    const answer = await api.request<FleetPage>('GET', `/v1/instances?search=${place.service}${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const { items, counts } = await fleet('');
  expect(items.map((item) => item.status)).toEqual([
    'ahead',
    'refused',
    'behind',
    'silent',
    'rolling_out',
    'in_sync',
    'stopped',
  ]);
  expect(items.map((item) => item.instance)).toEqual(items.map((item) => ids[item.status]));
  expect(Object.values(counts)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  // The database and the function that judges one place agree.
  const byFunction = new Map((await instances(place)).items.map((item) => [item.instance, item.status]));
  expect(items.map((item) => byFunction.get(item.instance))).toEqual(items.map((item) => item.status));
  const inSync = items.find((item) => item.status === 'in_sync');
  expect(inSync).toMatchObject({ desired_version: version, applied_version: version, keys_held: [] });
  expect(items.find((item) => item.status === 'refused')?.keys_held).toBeNull();

  expect((await fleet('&status=refused')).items.map((item) => item.error)).toEqual(['bundle_schema_unknown']);
  expect((await fleet('&status=ahead')).items.map((item) => item.applied_version)).toEqual([999_999]);
  await api.app.get(AheadWatch).look();
  const { body: ready } = await api.request<{ notes: string[] }>('GET', '/readyz', { token: null });
  expect(ready.notes).toEqual([
    '1 instance holds a newer policy than this control plane knows. If it was restored from a backup, run after-restore.',
  ]);
  expect((await api.request('GET', '/v1/instances?environment=nowhere')).status).toBe(404);
  const lacking = (await fleet(`&lacks=${version}`)).items.map((item) => item.status);
  expect(lacking).toEqual(['refused', 'behind', 'silent', 'rolling_out']);
  const { body: elsewhere } = await api.request<{ items: { number: number }[] }>(
    'GET',
    '/v1/audit-events?action=contract.published&limit=50',
  );
  const other = elsewhere.items.find(({ number }) => number !== version)?.number;
  expect((await fleet(`&lacks=${other}`)).items).toEqual([]);
  for (const sort of ['attention', 'service', 'last_seen', 'clock_skew']) {
    const whole = (await fleet(`&sort=${sort}`)).items.map((item) => item.instance);
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const page = await fleet(`&sort=${sort}&limit=4${cursor}`);
      paged.push(...page.items.map((item) => item.instance));
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(paged).toEqual(whole);
  }
});

it('calls nobody behind just after a publish, in the list of services either', async () => {
  const place = await world.place();
  const first = await world.publish(place, testContract(['https://fleet.example.com']));
  const { secret } = await world.credential(place);
  await poll(api, secret, {
    'accord-instance': randomUUID(),
    'accord-interval': '30',
    'accord-applied': String(first),
  });
  await world.publish(place, testContract(['https://fleet.example.com']));
  await only(place);
  const { body } = await api.request<ServiceView>('GET', `/v1/services/${place.service}`);
  const standing = body.environments.find((entry) => entry.environment === place.environment);
  expect(standing?.instances).toMatchObject({ total: 1, in_sync: 0, rolling_out: 1, behind: 0 });
});

it('hears of an instance though a replica with a wrong clock wrote that it was seen in the future', async () => {
  const place = await world.place();
  const { secret } = await world.credential(place);
  const said = { 'accord-instance': randomUUID(), 'accord-interval': '30' };
  await poll(api, secret, said);
  await only(place);
  await api.dataSource.query('UPDATE instances SET last_seen_at = last_seen_at + 900 WHERE instance = $1', [
    said['accord-instance'],
  ]);
  await poll(api, secret, { ...said, 'accord-leaving': '1' });
  const left = await only(place);
  expect(left?.status).toBe('stopped');
  expect(left?.last_seen_at).toBeLessThanOrEqual(Date.now() / 1000);
});
