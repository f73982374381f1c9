import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FailuresView } from '@accord/contract/http';
import { PolicyWorld, testContract, testJwk, type TestPlace } from '../bundles/testing/policy-world.js';
import { MovableClock, startTestApp, type TestApp } from '../platform/testing/test-app.js';

const START = 1_795_000_000;
const HOUR = 3_600;
const OURS = 'https://ours.example';
const FORMER = 'https://former.example';
const FOREIGN = 'https://foreign.example';

const issuers = new Map<string, string>();
const clock = new MovableClock(START * 1_000);
let api: TestApp;
let world: PolicyWorld;
let place: TestPlace;

beforeAll(async () => {
  api = await startTestApp({ clock });
  world = new PolicyWorld(api);
  for (const name of [OURS, FORMER, FOREIGN]) issuers.set(name, await world.issuer(name, []));
  place = await world.place();
  await world.publish(place, testContract([OURS, FORMER]));
});

afterAll(() => api.close());

async function numbersSince(from: number, service: string): Promise<number[]> {
  const range = `from=${from}&to=${from + HOUR}`;
  const answer = await api.request<FailuresView>('GET', `/v1/failures?${range}&service=${service}`);
  expect(answer.status).toBe(200);
  return answer.body.markers.map(({ change_number }) => change_number);
}

const addKey = (issuer: string) =>
  world.addKey(issuers.get(issuer) ?? '', testJwk(randomUUID()), 'published');

it('are those of the contracts of a service, and of the issuers that they named in the range', async () => {
  clock.advance(HOUR);
  const from = clock.nowSeconds();
  clock.advance(60);
  const former = await addKey(FORMER);
  const ours = await addKey(OURS);
  await addKey(FOREIGN);
  await world.publish(await world.place(), testContract([FOREIGN]));
  const published = await world.publish(place, testContract([OURS]));
  expect(await numbersSince(from, place.service)).toEqual([former, ours, published]);

  clock.advance(HOUR);
  await addKey(FORMER);
  const later = await addKey(OURS);
  expect(await numbersSince(from + HOUR, place.service)).toEqual([later]);
});

it('keep a publication, however many revocations came after it', async () => {
  clock.advance(HOUR);
  const published = await world.publish(place, testContract([OURS]));
  for (let index = 0; index < 200; index += 1)
    await world.revoke(issuers.get(OURS) ?? '', 'subjects', String(index).padStart(43, 'a'));
  const shown = await numbersSince(clock.nowSeconds(), place.service);
  expect(shown).toHaveLength(200);
  expect(shown[0]).toBe(published);
});
