import type { Report } from '@accord/contract';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ManualTimers } from './test-support/manual-timers.js';
import { AUDIENCE, ISSUER, makeContract, makePayload, makeTokenKey } from './test-support/signing.js';
import { until, World } from './test-support/world.js';

let world: Awaited<ReturnType<typeof World.create>>;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.end());

/** Lets a minute pass for the report timer; resolves when the client has closed that window. */
async function closeWindow(timers: ManualTimers): Promise<void> {
  const pause = await timers.next('report');
  world.now += 60;
  pause.end();
  await timers.next('report');
}

const counted = () => [...world.controlPlane.counted.values()];
const requestsIn = (reports: readonly Report[]) =>
  reports.reduce(
    (sum, report) =>
      sum +
      report.dropped +
      report.rows.reduce((rows, row) => rows + (row.mode === 'shadow' ? 0 : row.count), 0),
    0,
  );

it('counts verdicts by outcome with labels of the bundle only', async () => {
  const { validator, timers } = world.start();
  validator.verify(world.tokenKey.token());
  await validator.ready();
  const good = world.tokenKey.token();
  for (let request = 0; request < 3; request++) validator.verify(good);
  validator.verify(world.tokenKey.token({ aud: 'https://other.example.com' }));
  validator.verify(makeTokenKey('key-of-a-stranger').token());
  validator.verify(world.tokenKey.token({ email: 'jane@example.com' }));
  validator.verify(undefined);
  await closeWindow(timers);
  await validator.close();
  const [report] = counted();
  const known = { mode: 'enforced', issuer: ISSUER, kid: 'key-1', alg: 'ES256', contract_version: 7 };
  expect(report).toMatchObject({
    instance: validator.status().instance,
    sequence: 0,
    applied: 10,
    dropped: 0,
    notes: [{ note: 'forbidden_claim', value: 'email', count: 1 }],
  });
  expect(report?.rows).toEqual(
    expect.arrayContaining([
      { ...known, outcome: 'accepted', count: 4 },
      { ...known, outcome: 'wrong_aud', count: 1 },
      expect.objectContaining({
        outcome: 'contract_missing',
        contract_version: 0,
        issuer: 'unknown',
        count: 1,
      }),
      expect.objectContaining({ outcome: 'key_not_found', kid: 'unknown', count: 1 }),
      expect.objectContaining({ outcome: 'token_missing', issuer: 'unknown', count: 1 }),
    ]),
  );
  expect(JSON.stringify(counted())).not.toMatch(/stranger|jane|user-1/);
  expect(requestsIn(counted())).toBe(validator.status().requests);
});

it('reports soon for the first time, then every 60 s ± 25 %, empty windows too, and as the server asks', async () => {
  const { timers, validator } = world.start();
  await validator.ready();
  expect((await timers.next('report')).milliseconds).toBe(10_000);
  await closeWindow(timers);
  expect((await timers.next('report')).milliseconds).toBe(60_000);
  await closeWindow(timers);
  world.controlPlane.onReport = () => ({
    status: 202,
    body: JSON.stringify({ next_report_after_seconds: 10 }),
  });
  await closeWindow(timers);
  await validator.close();
  const windows = world.controlPlane.attempts.map(({ sequence, rows, window }) => ({
    sequence,
    rows,
    window,
  }));
  expect(windows.slice(0, 2)).toEqual([
    { sequence: 0, rows: [], window: { start: world.now - 180, end: world.now - 120 } },
    { sequence: 1, rows: [], window: { start: world.now - 120, end: world.now - 60 } },
  ]);
});

it('takes the interval that the server asks for', async () => {
  world.controlPlane.onReport = () => ({
    status: 202,
    body: JSON.stringify({ next_report_after_seconds: 10 }),
  });
  const { timers, validator } = world.start({ reportSeconds: 5 });
  expect((await timers.next('report')).milliseconds).toBe(5000);
  await closeWindow(timers);
  await until(() => validator.status().reports.delivered === 1);
  await closeWindow(timers);
  expect((await timers.next('report')).milliseconds).toBe(10_000);
});

it('holds reports while the API is away and delivers each once, in order, when polls succeed again', async () => {
  const { validator, timers } = world.start();
  (await timers.next('poll')).end();
  await timers.next('poll');
  world.controlPlane.onPoll = () => ({ status: 503 });
  world.controlPlane.onReport = () => ({ status: 503 });
  (await timers.next('poll')).end();
  const token = world.tokenKey.token();
  for (let window = 0; window < 3; window++) {
    validator.verify(token);
    await closeWindow(timers);
  }
  const retry = await timers.next('report_retry');
  expect(retry.milliseconds).toBe(1000);
  retry.end();
  await timers.next('report_retry');
  expect(validator.status().reports).toMatchObject({ held: 3, delivered: 0 });
  expect(world.controlPlane.attempts.map((report) => report.sequence)).toEqual([0, 0]);

  world.controlPlane.onPoll = () => 'protocol';
  world.controlPlane.onReport = () => 'protocol';
  (await timers.next('poll')).end();
  await timers.next('poll');
  await validator.close();
  expect(counted().map((report) => report.sequence)).toEqual([0, 1, 2, 3]);
  expect(requestsIn(counted())).toBe(3);
});

it('sends the same sequence again when the acknowledgement was lost, so that it counts once', async () => {
  const { validator, timers } = world.start();
  await validator.ready();
  validator.verify(world.tokenKey.token());
  let lost = 0;
  world.controlPlane.onReport = () => {
    const [report] = world.controlPlane.attempts.slice(-1);
    if (report) world.controlPlane.counted.set(`${report.instance}/${report.sequence}`, report);
    return lost++ < 3 ? { status: 502 } : { status: 202 };
  };
  await closeWindow(timers);
  for (let attempt = 0; attempt < 3; attempt++) (await timers.next('report_retry')).end();
  await validator.close();
  expect(world.controlPlane.attempts.filter(({ sequence }) => sequence === 0)).toHaveLength(4);
  expect(requestsIn(counted())).toBe(1);
});

it.each([400, 422])('drops and counts what the server answers %i', async (status) => {
  const { validator, timers } = world.start();
  await validator.ready();
  validator.verify(world.tokenKey.token());
  validator.verify(undefined);
  world.controlPlane.onReport = () =>
    world.controlPlane.attempts.at(-1)?.sequence === 0 ? { status } : 'protocol';
  await closeWindow(timers);
  await closeWindow(timers);
  await validator.close();
  expect(world.eventsOf('report_dropped')).toEqual([{ type: 'report_dropped', requests: 2, why: 'refused' }]);
  expect(counted().map((report) => report.dropped)).toContain(2);
  expect(requestsIn(counted())).toBe(2);
});

it('splits a 413 once under new sequences, then drops and counts', async () => {
  const { validator, timers } = world.start();
  await validator.ready();
  for (const aud of ['wrong', AUDIENCE]) validator.verify(world.tokenKey.token({ aud }));
  validator.verify(undefined);
  world.controlPlane.onReport = () => {
    const report = world.controlPlane.attempts.at(-1);
    return report?.sequence === 0 || report?.sequence === 1 ? { status: 413 } : 'protocol';
  };
  await closeWindow(timers);
  await until(() => validator.status().reports.delivered === 1);
  await validator.close();
  const sequences = world.controlPlane.attempts.map(({ sequence, rows }) => [sequence, rows.length]);
  expect(sequences.slice(0, 3)).toEqual([
    [0, 3],
    [1, 2],
    [2, 1],
  ]);
  expect(world.eventsOf('report_dropped')).toEqual([
    { type: 'report_dropped', requests: 2, why: 'too_large' },
  ]);
  expect(requestsIn(counted())).toBe(3);
});

it('drops and counts the oldest report when too many wait', async () => {
  const { validator, timers } = world.start({ maxHeldReports: 2 });
  await validator.ready();
  world.controlPlane.onReport = () => ({ status: 503 });
  const token = world.tokenKey.token();
  for (let window = 0; window < 5; window++) {
    for (let request = 0; request <= window; request++) validator.verify(token);
    await closeWindow(timers);
    await timers.next('report_retry');
  }
  expect(validator.status().reports.held).toBe(2);
  world.controlPlane.onReport = () => 'protocol';
  await validator.close();
  expect(requestsIn(counted())).toBe(15);
  expect(world.eventsOf('report_dropped').every((event) => event.why === 'queue_full')).toBe(true);
});

it('counts report_only and shadow verdicts apart from enforced ones', async () => {
  const contract = makeContract({ enforcement: 'report_only' });
  const shadow = makeContract({ version: 8, audiences: ['https://elsewhere.example.com'] });
  world.controlPlane.serve(makePayload([world.tokenKey], { contract, shadow }));
  const { validator } = world.start();
  await validator.ready();
  validator.verify(world.tokenKey.token());
  await validator.close();
  expect(counted().flatMap(({ rows }) => rows)).toMatchObject([
    { mode: 'report_only', outcome: 'accepted', contract_version: 7, count: 1 },
    { mode: 'shadow', outcome: 'wrong_aud', contract_version: 8, count: 1 },
  ]);
});

it('packs a large report', async () => {
  const outcomes = Array.from({ length: 20 }, (_, index) => makeTokenKey(`key-${index}`));
  world.controlPlane.serve(makePayload(outcomes));
  const { validator } = world.start();
  await validator.ready();
  for (const key of outcomes) validator.verify(key.token());
  let encoding: string | undefined;
  world.controlPlane.onReport = ({ headers }) => {
    encoding = headers['content-encoding'];
    return 'protocol';
  };
  await validator.close();
  expect(encoding).toBe('gzip');
  expect(requestsIn(counted())).toBe(20);
});
