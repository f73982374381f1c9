import { join } from 'node:path';
import { metrics } from '@opentelemetry/api';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeContract, makePayload } from './client/test-support/signing.js';
import { World } from './client/test-support/world.js';
import { observeValidator } from './opentelemetry.js';

const PAYMENTS = 'payments production';

class Reader extends MetricReader {
  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }
}

let world: Awaited<ReturnType<typeof World.create>>;
let reader: Reader;
let provider: MeterProvider;
beforeEach(async () => {
  world = await World.create();
  reader = new Reader();
  provider = new MeterProvider({ readers: [reader] });
});
afterEach(async () => {
  await provider.shutdown();
  await world.end();
});

/** What an exporter would send: by metric, the value of each set of attributes. */
async function collected(): Promise<Record<string, Record<string, unknown>>> {
  const { resourceMetrics, errors } = await reader.collect();
  expect(errors).toEqual([]);
  const all = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
  return Object.fromEntries(
    all.map(({ descriptor, dataPoints }) => [
      descriptor.name.replace('accord.validator.', ''),
      Object.fromEntries(
        dataPoints.map(({ attributes, value }) => [Object.values(attributes).join(' '), value]),
      ),
    ]),
  );
}

it('tells verdicts by outcome, over windows of reports, and what is in force', async () => {
  const shadow = makeContract({ version: 8, audiences: ['https://elsewhere.example.com'] });
  world.controlPlane.serve(makePayload([world.tokenKey], { shadow }));
  const { validator, timers } = world.start();
  const stop = observeValidator(validator, provider.getMeter('test'));
  expect(await collected()).toEqual({ 'policy.refused': { '': 0 }, 'reports.held': { '': 0 } });

  await validator.ready();
  validator.verify(world.tokenKey.token());
  (await timers.next('report')).end();
  await timers.next('report');
  validator.verify(world.tokenKey.token());
  validator.verify(undefined);
  world.now += 7;
  const issuer = 'https://auth.example.com';
  expect(await collected()).toMatchObject({
    verdicts: {
      [`${PAYMENTS} enforced accepted ${issuer}`]: 2,
      [`${PAYMENTS} shadow wrong_aud ${issuer}`]: 2,
      [`${PAYMENTS} enforced token_missing unknown`]: 1,
    },
    'policy.age': { [PAYMENTS]: 7 },
    'policy.version': { [PAYMENTS]: 10 },
  });
  stop();
  validator.verify(undefined);
  expect(await collected()).toMatchObject({
    verdicts: { [`${PAYMENTS} enforced token_missing unknown`]: 1 },
  });
});

it('tells that a bundle is refused, for as long as it is', async () => {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  observeValidator(validator, provider.getMeter('test'));
  world.controlPlane.serve(makePayload([world.tokenKey], { version: 9 }));
  pause.end();
  await timers.next('poll');
  expect(await collected()).toMatchObject({ 'policy.refused': { [PAYMENTS]: 1 } });
  world.controlPlane.serve(makePayload([world.tokenKey], { version: 11 }));
  (await timers.next('poll')).end();
  await timers.next('poll');
  expect(await collected()).toMatchObject({
    'policy.refused': { [PAYMENTS]: 0 },
    'policy.version': { [PAYMENTS]: 11 },
  });
});

it('ends a refusal that was told before the first policy', async () => {
  world.controlPlane.asOf = () => world.now - 3600;
  const { validator, timers } = world.start();
  observeValidator(validator, provider.getMeter('test'));
  const pause = await timers.next('poll');
  expect(await collected()).toMatchObject({ 'policy.refused': { '': 1 } });
  world.controlPlane.asOf = world.clock;
  pause.end();
  await validator.ready();
  expect(await collected()).toMatchObject({ 'policy.refused': { '': 0, [PAYMENTS]: 0 } });
});

it('keeps two validators in one process apart', async () => {
  const payments = world.start();
  await payments.validator.ready();
  world.controlPlane.serve(makePayload([world.tokenKey], { service: 'orders', version: 20 }));
  const orders = world.start({ cacheDir: join(world.cacheDir, 'orders') });
  await orders.validator.ready();
  for (const { validator } of [payments, orders]) {
    observeValidator(validator, provider.getMeter('test'));
    validator.verify(undefined);
  }
  expect(await collected()).toMatchObject({
    verdicts: {
      [`${PAYMENTS} enforced token_missing unknown`]: 1,
      'orders production enforced token_missing unknown': 1,
    },
    'policy.version': { [PAYMENTS]: 10, 'orders production': 20 },
    'reports.held': { [PAYMENTS]: 0, 'orders production': 0 },
  });
});

it('takes the global provider where no meter is given', async () => {
  metrics.setGlobalMeterProvider(provider);
  const { validator } = world.start();
  const stop = observeValidator(validator);
  await validator.ready();
  expect(await collected()).toMatchObject({ 'policy.version': { [PAYMENTS]: 10 } });
  stop();
  metrics.disable();
});
