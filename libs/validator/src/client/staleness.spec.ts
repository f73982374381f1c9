import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeBundleKey, makeContract, makePayload, NOW } from './test-support/signing.js';
import { World } from './test-support/world.js';

let world: Awaited<ReturnType<typeof World.create>>;
beforeEach(async () => {
  world = await World.create();
  const contract = makeContract({ staleness: { soft_seconds: 900, hard_seconds: 3600 } });
  world.controlPlane.serve(makePayload([world.tokenKey], { contract }));
});
afterEach(() => world.end());

const longLived = () => world.tokenKey.token({ exp: NOW + 3600 });

it('warns past soft, refuses past hard when freshness is frozen, and comes back', async () => {
  const { validator, timers } = world.start();
  let pause = await timers.next('poll');
  world.controlPlane.asOf = () => NOW;
  const pollAt = async (now: number) => {
    world.now = now;
    pause.end();
    pause = await timers.next('poll');
  };
  await pollAt(NOW + 900);
  expect(world.eventsOf('policy_stale')).toEqual([]);
  await pollAt(NOW + 901);
  await pollAt(NOW + 950);
  expect(world.eventsOf('policy_stale')).toEqual([{ type: 'policy_stale', level: 'soft', ageSeconds: 901 }]);
  expect(validator.verify(longLived()).ok).toBe(true);

  world.now = NOW + 3600;
  expect(validator.verify(longLived())).not.toMatchObject({ reason: 'contract_stale' });
  world.now = NOW + 3601;
  expect(validator.verify(longLived())).toMatchObject({
    ok: false,
    reason: 'contract_stale',
    contractVersion: 7,
  });
  expect(validator.status().policy).toMatchObject({ staleness: 'hard', ageSeconds: 3601 });

  world.controlPlane.asOf = world.clock;
  await pollAt(NOW + 3700);
  expect(world.eventsOf('policy_fresh')).toHaveLength(1);
  expect(validator.verify(world.tokenKey.token({ iat: world.now, exp: world.now + 60 })).ok).toBe(true);
});

it.each([
  ['freshness_missing', () => ({})],
  ['freshness_invalid', () => ({ 'Accord-Fresh': 'a.b.c' })],
  [
    'freshness_invalid',
    () => ({
      'Accord-Fresh': makeBundleKey('bundle-1').sign({ as_of: NOW }, { typ: 'accord-fresh+jwt' }),
    }),
  ],
])('a 304 with %s is no proof of freshness', async (code, headers) => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  world.controlPlane.onPoll = () => ({ status: 304, headers: headers() });
  world.now += 500;
  pause.end();
  await timers.next('poll');
  expect(world.eventsOf('freshness_ignored')).toEqual([{ type: 'freshness_ignored', code }]);
  expect(validator.status().policy?.ageSeconds).toBe(500);
});

it('a 304 whose statement speaks of a newer bundle is no proof of freshness', async () => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  world.controlPlane.serve(makePayload([world.tokenKey], { version: 11 }));
  const withheld = world.controlPlane.freshness();
  world.controlPlane.onPoll = () => ({ status: 304, headers: { 'Accord-Fresh': withheld } });
  world.now += 500;
  pause.end();
  await timers.next('poll');
  expect(world.eventsOf('freshness_ignored')).toEqual([
    { type: 'freshness_ignored', code: 'freshness_mismatch' },
  ]);
  expect(validator.status().policy?.ageSeconds).toBe(500);
});

it('a statement from the future does not hide a frozen answer until then', async () => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  world.controlPlane.asOf = () => world.now + 66;
  world.now += 500;
  pause.end();
  await timers.next('poll');
  expect(world.eventsOf('freshness_ignored')).toMatchObject([{ code: 'freshness_in_future' }]);
  expect(validator.status().policy?.ageSeconds).toBe(500);
});

it.each([
  [65, true],
  [66, false],
])('a first contact with a statement %i s old: accepted %s', async (age, accepted) => {
  world.controlPlane.asOf = () => world.now - age;
  const { validator, timers } = world.start();
  await timers.next('poll');
  expect(validator.version).toBe(accepted ? 10 : null);
  expect(validator.status().error).toBe(accepted ? null : 'freshness_too_old');
});

it('a newer bundle without a fresh statement is applied, but stays as stale as before', async () => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  const { body } = world.controlPlane.serve(makePayload([world.tokenKey], { version: 11 }));
  world.controlPlane.onPoll = () => ({
    status: 200,
    headers: { 'Content-Type': 'application/jose', ETag: '"x"' },
    body,
  });
  world.now += 100;
  pause.end();
  await timers.next('poll');
  expect(validator.version).toBe(11);
  expect(validator.status().policy?.ageSeconds).toBe(100);
});
