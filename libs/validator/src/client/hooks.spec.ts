import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EVENTS_CHANNEL } from './events.js';
import { World } from './test-support/world.js';

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
