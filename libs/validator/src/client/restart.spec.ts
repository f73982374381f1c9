import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeBundleKey, makeContract, makePayload, NOW } from './test-support/signing.js';
import { until, World } from './test-support/world.js';

let world: Awaited<ReturnType<typeof World.create>>;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.end());

const file = (name: string) => join(world.cacheDir, name);
const offline = () => (world.controlPlane.onPoll = () => ({ status: 503 }));

/** Lives through versions 10 and 11, so that the cache holds both. */
async function fillCache(): Promise<void> {
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  world.controlPlane.serve(makePayload([world.tokenKey], { version: 11 }));
  pause.end();
  await timers.next('poll');
  await validator.close();
  world.events.length = 0;
}

it('starts from its cache at once while the control plane is away', async () => {
  await fillCache();
  offline();
  const { validator } = world.start();
  expect(validator.version).toBe(11);
  await validator.ready();
  expect(validator.verify(world.tokenKey.token()).ok).toBe(true);
  expect(validator.status().policy).toMatchObject({ source: 'cache', service: 'payments' });
});

it('polls with the ETag of its cache, so that an unchanged policy is not sent again', async () => {
  await fillCache();
  const { timers } = world.start();
  await timers.next('poll');
  expect(world.controlPlane.polls.at(-1)).toMatchObject({
    'if-none-match': world.controlPlane.served?.etag,
    'accord-applied': '11',
  });
  expect(world.eventsOf('bundle_applied')).toMatchObject([{ source: 'cache', version: 11 }]);
});

it('keeps files to their owner and leaves no temporary files', async () => {
  await fillCache();
  expect((await readdir(world.cacheDir)).toSorted()).toEqual([
    'bundle.jws',
    'bundle.previous.jws',
    'freshness.jws',
    'owner',
  ]);
  expect((await stat(file('bundle.jws'))).mode & 0o777).toBe(0o600);
});

it('is stale after a restart as if it had never stopped', async () => {
  const contract = makeContract({ staleness: { soft_seconds: 900, hard_seconds: 3600 } });
  world.controlPlane.serve(makePayload([world.tokenKey], { contract }));
  const { validator, timers } = world.start();
  const pause = await timers.next('poll');
  world.now = NOW + 1000;
  pause.end();
  await timers.next('poll');
  await validator.close();
  offline();
  world.now = NOW + 72 * 3600;
  const restarted = world.start().validator;
  expect(restarted.status().policy).toMatchObject({ staleness: 'hard', ageSeconds: 72 * 3600 - 1000 });
  expect(restarted.verify(world.tokenKey.token())).toMatchObject({ reason: 'contract_stale' });
});

it('keeps its floor when the newest bundle is lost: a rollback to the one before is refused', async () => {
  await fillCache();
  await writeFile(file('bundle.jws'), 'damaged');
  world.controlPlane.serve(makePayload([], { version: 10 }));
  const { validator, timers } = world.start();
  await timers.next('poll');
  expect(validator.status()).toMatchObject({ policy: { version: 10, source: 'cache_previous' } });
  expect(validator.status().error).toBe('version_rollback');
  expect(validator.verify(world.tokenKey.token()).ok).toBe(true);
});

describe('an old bundle in the place of the newest', () => {
  /** Lives through versions 5, 10 and 11 (which denies the key), then puts the file of version 5 back. */
  async function putBackVersion5(): Promise<void> {
    world.controlPlane.serve(makePayload([world.tokenKey], { version: 5 }));
    await world.start().validator.ready();
    await until(() => existsSync(file('freshness.jws')));
    const old = await readFile(file('bundle.jws'));
    world.controlPlane.serve(makePayload([world.tokenKey]));
    world.controlPlane.onPoll = () => 'protocol';
    await fillCache();
    await writeFile(file('bundle.jws'), old);
    offline();
  }

  it('is no newest one: a warning, and the one before is in force, as when the newest is damaged', async () => {
    await putBackVersion5();
    const { validator } = world.start();
    expect(validator.status().policy).toMatchObject({ version: 10, source: 'cache_previous' });
    expect(world.events).toEqual([
      { type: 'cache_unreadable', file: 'bundle.jws', code: 'version_rollback' },
      { type: 'bundle_applied', version: 10, source: 'cache_previous' },
    ]);
  });

  it('is the last resort in an outage, and does not lower the floor', async () => {
    await putBackVersion5();
    await rm(file('bundle.previous.jws'));
    world.controlPlane.serve(makePayload([world.tokenKey]));
    world.controlPlane.onPoll = () => 'protocol';
    const { validator, timers } = world.start();
    expect(validator.status().policy).toMatchObject({ version: 5, source: 'cache_previous' });
    expect(world.eventsOf('cache_unreadable')).toMatchObject([
      { file: 'bundle.jws', code: 'version_rollback' },
    ]);
    await timers.next('poll');
    expect(validator.status()).toMatchObject({ policy: { version: 5 }, error: 'version_rollback' });
  });

  it('loses to nothing but its own service: a statement about another one does not make it old', async () => {
    await fillCache();
    const about = { service: 'orders', environment: 'production', version: 99, etag: '"e"', as_of: NOW };
    const foreign = world.controlPlane.key.sign(about, { typ: 'accord-fresh+jwt' });
    await writeFile(file('freshness.jws'), `${foreign}\n`);
    offline();
    expect(world.start().validator.status().policy).toMatchObject({ version: 11, source: 'cache' });
    expect(world.eventsOf('cache_unreadable')).toMatchObject([{ code: 'freshness_mismatch' }]);
  });
});

it('warns when the newest bundle is gone and only the floor tells of it', async () => {
  await fillCache();
  await rm(file('bundle.jws'));
  offline();
  expect(world.start().validator.status().policy).toMatchObject({ version: 10, source: 'cache_previous' });
  expect(world.eventsOf('cache_unreadable')).toMatchObject([{ file: 'bundle.jws', code: 'ENOENT' }]);
});

it('starts without a policy when both files are damaged, and recovers from the control plane', async () => {
  await fillCache();
  await writeFile(file('bundle.jws'), '');
  await writeFile(file('bundle.previous.jws'), 'x.y.z');
  await writeFile(file('freshness.jws'), '\0');
  const { validator, timers } = world.start();
  expect(validator.version).toBeNull();
  await timers.next('poll');
  expect(validator.version).toBe(11);
  expect(world.eventsOf('cache_unreadable').map((event) => event.file)).toEqual([
    'freshness.jws',
    'bundle.jws',
    'bundle.previous.jws',
  ]);
});

it("does not enforce another service's cache", async () => {
  await fillCache();
  offline();
  const { validator } = world.start({ service: 'orders' });
  expect(validator.version).toBeNull();
  expect(world.eventsOf('cache_unreadable')[0]).toMatchObject({ code: 'service_mismatch' });
});

it('does not enforce a cache that is signed with a key no longer pinned', async () => {
  await fillCache();
  offline();
  const { validator } = world.start({ trustKeys: [makeBundleKey('bundle-9').trust] });
  expect(validator.version).toBeNull();
});

it('judges without a usable cache directory, and warns', async () => {
  await rm(world.cacheDir, { recursive: true });
  await writeFile(world.cacheDir, 'a file where a directory should be');
  const { validator, timers } = world.start();
  await timers.next('poll');
  expect(validator.verify(world.tokenKey.token()).ok).toBe(true);
  await validator.close();
  expect(world.eventsOf('cache_write_failed')[0]).toMatchObject({ directory: world.cacheDir });
});

it('removes what a killed writer left behind, but not what another is writing', async () => {
  await mkdir(world.cacheDir, { recursive: true });
  await writeFile(file('bundle.jws.1.tmp'), 'half');
  await utimes(file('bundle.jws.1.tmp'), 1_000_000, 1_000_000);
  await writeFile(file('bundle.jws.2.tmp'), 'half');
  await fillCache();
  expect(await readdir(world.cacheDir)).not.toContain('bundle.jws.1.tmp');
  expect(await readdir(world.cacheDir)).toContain('bundle.jws.2.tmp');
});

it('starts from a bootstrap bundle, and prefers a newer cache', async () => {
  offline();
  const bootstrapBundle = world.controlPlane.serve(makePayload([world.tokenKey], { version: 5 })).body;
  expect(world.start({ bootstrapBundle }).validator.status().policy).toMatchObject({
    version: 5,
    source: 'bootstrap',
  });
  world.controlPlane.serve(makePayload([world.tokenKey]));
  world.controlPlane.onPoll = () => 'protocol';
  await fillCache();
  offline();
  expect(world.start({ bootstrapBundle }).validator.status().policy).toMatchObject({
    version: 11,
    source: 'cache',
  });
  expect(world.eventsOf('bundle_refused')).toEqual([]);
});

it('needs no orderly end: what was put into force is on disk soon after', async () => {
  const { validator } = world.start();
  await validator.ready();
  const stored = () => readFile(file('freshness.jws')).then(Boolean, () => false);
  while (!(await stored()));
  offline();
  expect(world.start().validator.version).toBe(10);
});

it('says what is wrong with a bootstrap bundle', () => {
  const bootstrapBundle = world.controlPlane.served?.body ?? '';
  world.start({ bootstrapBundle, environment: 'staging' });
  expect(world.eventsOf('bundle_refused')).toMatchObject([
    { source: 'bootstrap', detail: 'The bundle is for environment production, not for staging.' },
  ]);
});

it('stores the bootstrap bundle once the control plane has it as well, and polls with its ETag', async () => {
  const bootstrapBundle = world.controlPlane.served?.body ?? '';
  const { validator, timers } = world.start({ bootstrapBundle });
  (await timers.next('poll')).end();
  await timers.next('poll');
  expect(validator.status().policy).toMatchObject({ version: 10, source: 'network' });
  expect(world.controlPlane.polls.at(-1)).toHaveProperty('if-none-match', world.controlPlane.served?.etag);
  await validator.close();
  offline();
  expect(world.start().validator.status().policy).toMatchObject({ version: 10, source: 'cache' });
});
