import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeContract, makePayload, makeTokenKey } from './test-support/signing.js';
import { World } from './test-support/world.js';

let world: Awaited<ReturnType<typeof World.create>>;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.end());

const authorization = () => `Bearer ${world.tokenKey.token()}`;

it('refuses everything with contract_missing until a bundle is in force, then judges by it', async () => {
  const { validator } = world.start();
  expect(validator.version).toBeNull();
  expect(validator.verifyAuthorization(authorization())).toMatchObject({
    ok: false,
    reason: 'contract_missing',
  });
  await validator.ready();
  expect(validator.version).toBe(10);
  expect(validator.verifyAuthorization(authorization())).toMatchObject({
    ok: true,
    claims: { sub: 'user-1' },
  });
});

it('says with each poll who it is, what it enforces and what it trusts', async () => {
  const { timers, validator } = world.start();
  (await timers.next('poll')).end();
  await timers.next('poll');
  const [first, second] = world.controlPlane.polls;
  expect(first).toMatchObject({
    authorization: 'Bearer accord_svc_test',
    'accord-instance': validator.status().instance,
    'accord-sdk': 'validator-node/0.1.0',
    'accord-schema': '1',
    'accord-applied': 'none',
    'accord-trust': 'bundle-1',
    'accord-time': String(world.now),
  });
  expect(first).not.toHaveProperty('if-none-match');
  expect(first).not.toHaveProperty('prefer');
  expect(second).toMatchObject({
    'if-none-match': world.controlPlane.served?.etag,
    'accord-applied': '10',
    prefer: 'wait=30',
    'accord-interval': '30',
  });
});

it('leaves 1 to 3 s between long polls, and the poll interval where the wait is not honoured', async () => {
  const { timers } = world.start();
  expect((await timers.next('poll')).milliseconds).toBe(2000);
  (await timers.next('poll')).end();
  expect((await timers.next('poll')).milliseconds).toBe(2000);
  world.controlPlane.onPoll = () => ({
    status: 304,
    headers: { 'Accord-Fresh': world.controlPlane.freshness() },
  });
  (await timers.next('poll')).end();
  expect((await timers.next('poll')).milliseconds).toBe(30_000);
});

it('swaps to a newer bundle and obeys a signed empty key set', async () => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  const token = world.tokenKey.token();
  expect(validator.verify(token).ok).toBe(true);
  world.controlPlane.serve(makePayload([], { version: 11 }));
  pause.end();
  await timers.next('poll');
  expect(validator.version).toBe(11);
  expect(validator.verify(token)).toMatchObject({ ok: false, reason: 'key_not_found' });
});

it('keeps the policy through 401 for hours, from 5 min doubling to 1 h, and recovers', async () => {
  const { validator, timers } = world.start();
  let pause = await timers.next('poll');
  const refusal = JSON.stringify({ code: 'credential_revoked' });
  world.controlPlane.onPoll = () => ({
    status: 401,
    headers: { 'Content-Type': 'application/problem+json' },
    body: refusal,
  });
  const delays: number[] = [];
  for (let poll = 0; poll < 6; poll++) {
    pause.end();
    pause = await timers.next('poll');
    delays.push(pause.milliseconds / 1000);
    expect(validator.verifyAuthorization(authorization()).ok).toBe(true);
  }
  expect(delays).toEqual([315, 630, 1260, 2520, 3780, 3780]);
  expect(world.controlPlane.polls.at(-1)).toHaveProperty('if-none-match', world.controlPlane.served?.etag);
  expect(world.eventsOf('poll_failed')[0]).toMatchObject({ status: 401, code: 'credential_revoked' });
  world.controlPlane.onPoll = () => 'protocol';
  world.controlPlane.serve(makePayload([world.tokenKey], { version: 12 }));
  pause.end();
  await timers.next('poll');
  expect(validator.version).toBe(12);
  expect(world.eventsOf('poll_recovered')).toHaveLength(1);
});

it.each([
  ['a 500', { status: 500 }],
  ['a redirect, which is not followed', { status: 302, headers: { Location: 'http://127.0.0.1:1/' } }],
  ['a 304 nobody can have asked for', { status: 304 }],
  [
    'an HTML page with status 200',
    { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>Log in</html>' },
  ],
  [
    'a gzip bomb',
    {
      status: 200,
      headers: { 'Content-Type': 'application/jose', 'Content-Encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(17 * 1024 * 1024)),
    },
  ],
])('backs off from %s and goes on polling', async (_name, reply) => {
  world.controlPlane.onPoll = () => reply;
  const { validator, timers } = world.start();
  const first = await timers.next('poll');
  expect(first.milliseconds).toBe(1000);
  first.end();
  (await timers.next('poll')).end();
  const third = await timers.next('poll');
  expect(third.milliseconds).toBe(2000);
  expect(validator.verifyAuthorization(authorization())).toMatchObject({ reason: 'contract_missing' });
  world.controlPlane.onPoll = () => 'protocol';
  third.end();
  await validator.ready();
  expect(validator.verifyAuthorization(authorization()).ok).toBe(true);
});

it('honours Retry-After of 429 and 503 with jitter on top', async () => {
  const { timers } = world.start();
  for (const status of [429, 503]) {
    world.controlPlane.onPoll = () => ({ status, headers: { 'Retry-After': '60' } });
    (await timers.next('poll')).end();
    expect((await timers.next('poll')).milliseconds).toBe(66_000);
  }
});

it('cuts off a server that never answers after the wait and 10 s', async () => {
  const { timers } = world.start();
  const pause = await timers.next('poll');
  world.controlPlane.onPoll = () => 'hang';
  pause.end();
  const timeout = await timers.next('timeout');
  expect(timeout.milliseconds).toBe(40_000);
  timeout.end();
  await timers.next('poll');
  expect(world.eventsOf('poll_failed')).toMatchObject([{ status: null, code: 'timeout' }]);
});

it('reports a 406 and keeps the old policy', async () => {
  const { validator, timers } = world.start();
  (await timers.next('poll')).end();
  world.controlPlane.onPoll = () => ({ status: 406 });
  (await timers.next('poll')).end();
  const pause = await timers.next('poll');
  expect(pause.milliseconds).toBe(30_000);
  expect(validator.verifyAuthorization(authorization()).ok).toBe(true);
  pause.end();
  await timers.next('poll');
  expect(world.controlPlane.polls.at(-1)).toHaveProperty('accord-error', 'bundle_schema_unknown');
});

it('does not hammer a server that ignores the ETag', async () => {
  const { timers } = world.start();
  const pause = await timers.next('poll');
  const { served } = world.controlPlane;
  world.controlPlane.onPoll = () => ({
    status: 200,
    headers: {
      'Content-Type': 'application/jose',
      ETag: served?.etag ?? '',
      'Accord-Fresh': world.controlPlane.freshness(),
    },
    body: served?.body ?? '',
  });
  pause.end();
  expect((await timers.next('poll')).milliseconds).toBe(30_000);
  expect(world.eventsOf('bundle_applied')).toHaveLength(1);
});

it.each([
  ['strips the ETag', () => ({})],
  ['makes a new ETag of its own', () => ({ ETag: `"${world.controlPlane.polls.length}"` })],
])('applies a bundle once behind a relay that %s', async (_name, etag) => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  const body = world.controlPlane.served?.body ?? '';
  world.controlPlane.onPoll = () => ({
    status: 200,
    headers: {
      'Content-Type': 'application/jose',
      'Accord-Fresh': world.controlPlane.freshness(),
      ...etag(),
    },
    body,
  });
  world.now += 500;
  pause.end();
  (await timers.next('poll')).end();
  expect((await timers.next('poll')).milliseconds).toBe(30_000);
  expect(world.events).toEqual([{ type: 'bundle_applied', version: 10, source: 'network' }]);
  expect(validator.status().policy).toMatchObject({ version: 10, ageSeconds: 0 });
});

it('polls early for an unknown kid, at most once in 30 s', async () => {
  const { validator, timers } = world.start({ longPollSeconds: 0 });
  (await timers.next('poll')).end();
  expect((await timers.next('poll')).milliseconds).toBe(30_000);
  const rotated = makeTokenKey('key-2');
  world.controlPlane.serve(makePayload([world.tokenKey, rotated], { version: 11 }));
  const token = rotated.token();
  for (let request = 0; request < 1000; request++) {
    expect(validator.verify(token)).toMatchObject({ reason: 'key_not_found' });
  }
  const spread = await timers.next('poll');
  expect(spread.milliseconds).toBe(2000);
  spread.end();
  await timers.next('poll');
  expect(validator.verify(token).ok).toBe(true);

  const polls = world.controlPlane.polls.length;
  (await timers.next('poll')).end();
  expect((await timers.next('poll')).milliseconds).toBe(30_000);
  validator.verify(makeTokenKey('key-3').token());
  expect(timers.pending('poll')).toMatchObject([{ milliseconds: 30_000 }]);
  world.now += 30;
  validator.verify(makeTokenKey('key-3').token());
  expect(await timers.next('poll')).toMatchObject({ milliseconds: 2000 });
  expect(world.controlPlane.polls).toHaveLength(polls + 1);
});

it('never polls early against a refused credential', async () => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  world.controlPlane.onPoll = () => ({ status: 403 });
  pause.end();
  await timers.next('poll');
  validator.verify(makeTokenKey('key-3').token());
  expect(timers.pending('poll')).toMatchObject([{ milliseconds: 315_000 }]);
});

it('takes intervals from the bundle, and from the caller where given', async () => {
  const hints = { poll_seconds: 10, long_poll_seconds: 20, report_seconds: 5 };
  world.controlPlane.serve(makePayload([world.tokenKey], { hints }));
  const hinted = world.start();
  (await hinted.timers.next('poll')).end();
  await hinted.timers.next('poll');
  expect(world.controlPlane.polls.at(-1)).toHaveProperty('prefer', 'wait=20');
  const fixed = world.start({ longPollSeconds: 0, pollSeconds: 7 });
  (await fixed.timers.next('poll')).end();
  expect((await fixed.timers.next('poll')).milliseconds).toBe(7000);
  expect(world.controlPlane.polls.at(-1)).toMatchObject({ 'accord-interval': '7' });
  expect(world.controlPlane.polls.at(-1)).not.toHaveProperty('prefer');
});

it('evaluates a shadow contract beside the enforced one without changing a verdict', async () => {
  const shadow = makeContract({ version: 8, audiences: ['https://elsewhere.example.com'] });
  world.controlPlane.serve(makePayload([world.tokenKey], { shadow }));
  const { validator } = world.start();
  await validator.ready();
  expect(validator.verify(world.tokenKey.token())).toMatchObject({
    ok: true,
    shadow: { outcome: 'wrong_aud' },
  });
});

it('tells ready() what keeps the policy from coming', async () => {
  world.controlPlane.onPoll = () => ({ status: 401 });
  const { validator, timers } = world.start();
  await timers.next('poll');
  const ready = validator.ready({ timeoutSeconds: 3 });
  const timeout = timers.pending('timeout').find(({ milliseconds }) => milliseconds === 3000);
  timeout?.end();
  await expect(ready).rejects.toThrow('No policy is in force after 3 s: it answers 401');
});

it.each([
  ['policy_not_published', 'it answers 404 policy_not_published: publish a contract'],
  ['route_not_found', 'it answers 404 route_not_found: url must be the base URL of the API'],
  ['not_found', 'it answers 404 not_found: url must be the base URL of the API'],
])('tells ready() what to do about 404 %s', async (code, message) => {
  const headers = { 'Content-Type': 'application/problem+json' };
  world.controlPlane.onPoll = () => ({ status: 404, headers, body: JSON.stringify({ code }) });
  const { validator, timers } = world.start();
  await timers.next('poll');
  const ready = validator.ready({ timeoutSeconds: 3 });
  timers
    .pending('timeout')
    .find(({ milliseconds }) => milliseconds === 3000)
    ?.end();
  await expect(ready).rejects.toThrow(message);
  expect(validator.status().lastPoll).toMatchObject({ status: 404, code });
});
