import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { MAX_BUNDLE_BYTES } from './bundle-verification.js';
import { requestsInReport } from './report-rows.js';
import { makeChildScript } from './test-support/child-script.js';
import type { Reply } from './test-support/fake-control-plane.js';
import type { ServiceAnswer } from './test-support/service.fixture.js';
import { ServiceProcess } from './test-support/service-process.js';
import { makePayload, makeTokenKey, NOW } from './test-support/signing.js';
import { World } from './test-support/world.js';

let directory: string;
let script: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'accord-survival-'));
  script = await makeChildScript('service.fixture.ts', directory);
});
afterAll(() => rm(directory, { recursive: true }));

let world: Awaited<ReturnType<typeof World.create>>;
let service: ServiceProcess;
beforeEach(async () => {
  world = await World.create();
  // Both sides live in the time of the service, which passes faster than the test's own.
  world.controlPlane.asOf = () => Number(world.controlPlane.polls.at(-1)?.['accord-time']);
  service = start();
});
afterEach(async () => {
  await service.kill();
  await world.end();
});

function start(): ServiceProcess {
  const { cacheDir, url, now } = world;
  return new ServiceProcess(script, { url, cacheDir, now, trustKeys: [world.controlPlane.key.trust] });
}

/** Lets time pass for the service and for the control plane. */
async function pass(seconds: number): Promise<ServiceAnswer> {
  const answer = await service.ask({ do: 'pass', seconds });
  world.now += seconds;
  return answer;
}

/** Five tokens that are as old as the moment, and the verdicts that they must get as long as any policy is in force. */
const VERDICTS = ['accepted', 'wrong_aud', 'token_expired', 'bad_signature', 'key_not_found'];
const forger = makeTokenKey('key-1');
const stranger = makeTokenKey('key-of-a-stranger');

async function judged(): Promise<readonly string[]> {
  const now = { iat: world.now, exp: world.now + 600 };
  const tokens = [
    world.tokenKey.token(now),
    world.tokenKey.token({ ...now, aud: 'https://other.example.com' }),
    world.tokenKey.token({ iat: world.now - 700, exp: world.now - 100 }),
    forger.token(now),
    stranger.token(now),
  ];
  return (await service.ask({ do: 'judge', tokens })).outcomes;
}

/** What the service's reports say, after it has closed. */
function reported(instance: string) {
  const reports = [...world.controlPlane.counted.values()].filter((report) => report.instance === instance);
  return {
    requests: reports.reduce((sum, report) => sum + requestsInReport(report), 0),
    outcomes: new Set(reports.flatMap(({ rows }) => rows.map((row) => row.outcome))),
  };
}

it(
  'judges rightly through 72 h without the API, kill -9 and restarts, and comes back',
  {
    timeout: 120_000,
  },
  async () => {
    await pass(60);
    expect(await judged()).toEqual(VERDICTS);
    // Time passes faster than a disk writes: who is killed before the first write has nothing to go on.
    await vi.waitFor(async () => expect(await readdir(world.cacheDir)).toContain('bundle.jws'), 30_000);
    await world.controlPlane.close();
    for (let hours = 0; hours < 72; hours += 8) {
      await service.kill();
      service = start();
      expect(await judged()).toEqual(VERDICTS);
      const { status, events } = await pass(8 * 3600);
      expect(await judged()).toEqual(VERDICTS);
      expect(status.policy).toMatchObject({ version: 10, source: 'cache', staleness: 'soft' });
      expect(status.lastPoll?.at).toBeGreaterThan(world.now - 300);
      expect(events.filter(({ type }) => type === 'poll_failed').length).toBeGreaterThan(200);
      expect(events.filter(({ type }) => type === 'internal_error')).toEqual([]);
    }
    world.controlPlane.serve(makePayload([world.tokenKey], { version: 11 }));
    await world.controlPlane.listen(Number(new URL(world.url).port));
    await pass(300);
    expect(await judged()).toEqual(VERDICTS);
    const { status } = await service.ask({ do: 'close' });
    expect(status.policy).toMatchObject({ version: 11, source: 'network', staleness: 'fresh' });
    expect(status.policy?.ageSeconds).toBeLessThan(60);
    // A killed process takes its counts along; of the last one nothing is lost, dropped windows are told as such.
    expect(status.requests).toBe(3 * VERDICTS.length);
    expect(reported(status.instance)).toMatchObject({ requests: status.requests });
  },
);

const problem = (status: number): Reply => ({
  status,
  headers: { 'Content-Type': 'application/problem+json' },
  body: JSON.stringify({ status, code: 'as_scripted' }),
});
const html: Reply = { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>Log in</html>' };
const bomb: Reply = {
  status: 200,
  headers: { 'Content-Type': 'application/jose', 'Content-Encoding': 'gzip' },
  body: gzipSync(Buffer.alloc(MAX_BUNDLE_BYTES + 1)),
};
const says = (reply: Reply) => () => void (world.controlPlane.onPoll = () => reply);
const serves = (changes: Parameters<typeof makePayload>[1]) => () =>
  void world.controlPlane.serve(makePayload([forger], changes));

const hostile: [name: string, begin: () => void, event: object, error: string | null][] = [
  ['401', says(problem(401)), { type: 'poll_failed', status: 401, code: 'as_scripted' }, null],
  ['404', says(problem(404)), { type: 'poll_failed', status: 404 }, null],
  ['500', says({ status: 500, body: 'oops' }), { type: 'poll_failed', status: 500 }, null],
  ['HTML', says(html), { type: 'bundle_refused', code: 'not_a_bundle' }, 'not_a_bundle'],
  ['a gzip bomb', says(bomb), { type: 'bundle_refused', code: 'bundle_too_large' }, 'bundle_too_large'],
  [
    'a rolled-back bundle',
    serves({ version: 9 }),
    { type: 'bundle_refused', code: 'version_rollback' },
    'version_rollback',
  ],
  [
    "another service's bundle",
    serves({ version: 99, service: 'orders' }),
    { type: 'bundle_refused', code: 'service_mismatch' },
    'service_mismatch',
  ],
];

it.each(hostile)('a control plane that answers %s changes no verdict', async (_name, begin, event, error) => {
  await pass(60);
  const polls = world.controlPlane.polls.length;
  begin();
  const first = await pass(600);
  expect(await judged()).toEqual(VERDICTS);
  expect(first.events).toContainEqual(expect.objectContaining(event));
  expect(first.events.filter(({ type }) => type === 'internal_error')).toEqual([]);
  expect(first.status).toMatchObject({ error, policy: { version: 10 } });
  expect(world.controlPlane.polls.length).toBeGreaterThan(polls + 1);
  if (error) expect(world.controlPlane.polls.at(-1)).toMatchObject({ 'accord-error': error });

  await service.kill();
  service = start();
  await pass(600);
  expect(await judged()).toEqual(VERDICTS);

  world.controlPlane.onPoll = () => 'protocol';
  world.controlPlane.serve(makePayload([world.tokenKey], { version: 11 }));
  await pass(3600);
  expect(await judged()).toEqual(VERDICTS);
  const { status } = await service.ask({ do: 'close' });
  expect(status).toMatchObject({ error: null, policy: { version: 11, staleness: 'fresh' } });
  expect(reported(status.instance)).toEqual({
    requests: status.requests,
    outcomes: new Set(VERDICTS),
  });
});

it('starts in an outage without a cache by refusing, and begins as soon as the API is there', async () => {
  await service.kill();
  await world.controlPlane.close();
  service = start();
  await pass(3600);
  expect(await judged()).toEqual(VERDICTS.map(() => 'contract_missing'));
  await world.controlPlane.listen(Number(new URL(world.url).port));
  await pass(300);
  expect(await judged()).toEqual(VERDICTS);
  expect(world.now).toBe(NOW + 3900);
});
