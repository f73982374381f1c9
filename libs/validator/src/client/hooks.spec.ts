import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EVENTS_CHANNEL } from './events.js';
import { makeContract, makePayload } from './test-support/signing.js';
import { until, World } from './test-support/world.js';

let world: Awaited<ReturnType<typeof World.create>>;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.end());

it('tells onVerdict what leads to the reason, and nothing of the token', async () => {
  const { validator } = world.start();
  await validator.ready();
  const token = world.tokenKey.token({ aud: 'https://other.example.com' });
  validator.verify(token, { method: 'GET', path: '/payments', correlationId: 'request-1' });
  expect(world.verdicts).toEqual([
    {
      outcome: 'wrong_aud',
      detail: 'The token is meant for another audience. (aud)',
      furtherReasons: [],
      verified: true,
      enforcement: 'enforce',
      issuer: 'https://auth.example.com',
      kid: 'key-1',
      alg: 'ES256',
      contractVersion: 7,
      bundleVersion: 10,
      correlationId: 'request-1',
    },
  ]);
});

it('publishes events on a diagnostics channel and to the logger', async () => {
  const published: unknown[] = [];
  const listen = (message: unknown) => published.push(message);
  const lines: string[] = [];
  const line = (level: string) => (fields: object, message: string) =>
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  subscribe(EVENTS_CHANNEL, listen);
  const logger = { info: line('info'), warn: line('warn'), error: line('error') };
  const { validator } = world.start({ logger });
  await validator.ready();
  unsubscribe(EVENTS_CHANNEL, listen);
  expect(published).toEqual([{ type: 'bundle_applied', version: 10, source: 'network' }]);
  expect(lines).toEqual([
    'info accord validator: bundle_applied {"type":"bundle_applied","version":10,"source":"network"}',
  ]);
  expect(lines.join()).not.toContain('accord_svc_test');
});

it('survives hooks that throw', async () => {
  const broken = () => {
    throw new Error('not my day');
  };
  const logger = { info: broken, warn: broken, error: broken };
  const { validator, timers } = world.start({ onVerdict: broken, onEvent: broken, logger });
  await timers.next('poll');
  expect(validator.verify(world.tokenKey.token()).ok).toBe(true);
});

it('survives hooks that reject, and tells of onVerdict as of one that throws', async () => {
  const error = new Error('not my day');
  const broken = (): unknown => Promise.reject(error);
  const escaped: unknown[] = [];
  const note = (reason: unknown) => escaped.push(reason);
  process.on('unhandledRejection', note);
  const logger = { info: broken, warn: broken, error: broken };
  const { validator } = world.start({ onVerdict: broken, logger });
  const silent = world.start({ onEvent: broken }).validator;
  await Promise.all([validator.ready(), silent.ready()]);
  expect(validator.verify(world.tokenKey.token()).ok).toBe(true);
  await until(() => world.eventsOf('internal_error').length > 0 || escaped.length > 0);
  process.off('unhandledRejection', note);
  expect(escaped).toEqual([]);
  expect(world.eventsOf('internal_error')).toEqual([{ type: 'internal_error', where: 'onVerdict', error }]);
});

it.each([
  ['throws', () => expect.fail('no time')],
  ['gives NaN', () => Number.NaN],
])('refuses while the clock %s, goes on polling, and comes back', async (_name, broken) => {
  const contract = makeContract({ staleness: { soft_seconds: 900, hard_seconds: 3600 } });
  world.controlPlane.serve(makePayload([world.tokenKey], { contract }));
  let clock: () => number = world.clock;
  const { validator, timers } = world.start({ clock: () => clock() });
  const pause = await timers.next('poll');
  clock = broken;
  expect(validator.verify(world.tokenKey.token())).toMatchObject({ ok: false, reason: 'validator_error' });
  expect(world.eventsOf('internal_error')).toMatchObject([{ where: 'verify' }]);
  expect(validator.status().policy).toMatchObject({ staleness: 'fresh', ageSeconds: 0 });
  pause.end();
  (await timers.next('poll')).end();
  await timers.next('poll');
  expect(world.controlPlane.polls.at(-1)).toHaveProperty('accord-time', String(world.now));
  clock = world.clock;
  expect(validator.verify(world.tokenKey.token()).ok).toBe(true);
});

it('refuses under a clock that never worked', async () => {
  const { validator } = world.start({ clock: () => expect.fail('no time') });
  expect(validator.verify(world.tokenKey.token())).toMatchObject({ ok: false });
  await validator.close();
});
