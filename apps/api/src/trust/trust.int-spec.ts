import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEventPage, BundleKeyList, BundleKeyView, TrustKeys } from '@accord/contract/http';
import { createValidator, type Validator } from '@accord/validator';
import { makeTestIssuer } from '@accord/validator/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PolicyWorld, testContract } from '../bundles/testing/policy-world.js';
import { FleetWriter } from '../fleet/fleet-writer.js';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { untilTakenIn } from '../platform/testing/until-taken-in.js';
import { openBundle, openJws, poll, type PollAnswer } from '../policy/testing/poll.js';

const ISSUER = 'https://auth.example.com';
const AUDIENCE = 'https://api.example.com';
const KEYS = '/v1/trust/keys';
const RETIRED = '/v1/audit-events?action=bundle_key.retired';
const WITHIN_MS = 60_000;
/** Validators ask every second, without waiting for answers. */
const QUICK = { ACCORD_POLL_SECONDS: '1', ACCORD_LONG_POLL_SECONDS: '0' };

let api: TestApp;
let other: TestApp;
let world: PolicyWorld;
let secret: string;
let version: number;
const issuer = makeTestIssuer({ issuer: ISSUER, alg: 'EdDSA', kid: 'a' });
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  api = await startTestApp({}, QUICK);
  other = await api.replica();
  world = new PolicyWorld(api);
  await world.issuer(ISSUER, [issuer.jwk]);
  const place = await world.place('payments', 'staging-1');
  secret = (await world.credential(place)).secret;
  version = await world.publish(place, testContract([ISSUER]));
  for (const app of [api, other]) await untilTakenIn(app, version, WITHIN_MS);
});

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

afterAll(async () => {
  await other.close();
  await api.close();
});

async function published(app = api): Promise<string[]> {
  const { body } = await app.request<TrustKeys>('GET', '/v1/trust/keys.json', { token: null });
  return body.keys.map(({ kid }) => kid);
}

async function addKey(): Promise<string> {
  const { status, body } = await api.request<BundleKeyView>('POST', KEYS, {
    body: { reason: 'a yearly change' },
  });
  expect(status).toBe(201);
  await expect.poll(() => published(other)).toContain(body.kid);
  return body.kid;
}

const retire = (kid: string, body: object = {}, app = api) =>
  app.request<BundleKeyView & { code: string; detail: string }>('POST', `${KEYS}/${kid}/retire`, {
    body: { reason: 'nobody needs it', ...body },
  });

/** What `GET /v1/trust/keys` says of one key, with every heartbeat written. */
async function stateOf(kid: string): Promise<BundleKeyView> {
  for (const app of [api, other]) await app.app.get(FleetWriter).flush();
  const { status, body } = await api.request<BundleKeyList>('GET', KEYS);
  expect(status).toBe(200);
  const found = body.items.find((item) => item.kid === kid);
  if (!found) throw new Error(`no key ${kid}`);
  return found;
}

/** Polls both replicas, which must not differ, and tells who signed. */
async function signedFor(trust: string[] | null): Promise<{ kid: string; answer: PollAnswer }> {
  const headers: Record<string, string> = trust === null ? {} : { 'accord-trust': trust.join(',') };
  const answer = await poll(api, secret, headers);
  const twin = await poll(other, secret, headers);
  expect([twin.status, twin.text, twin.etag]).toEqual([200, answer.text, answer.etag]);
  const { kid } = (await openJws(api, answer.text)).header;
  const fresh = await openJws(api, answer.headers.get('accord-fresh') ?? '');
  expect(fresh.header.kid).toBe(kid);
  return { kid, answer };
}

interface Service {
  validator: Validator;
  cacheDir: string;
}

/** A service with the real SDK, which pins these keys. */
async function service(pinned: string[], cacheDir?: string): Promise<Service> {
  const { body } = await api.request<BundleKeyList>('GET', KEYS);
  const trustKeys = pinned.map((kid) => {
    const key = body.items.find((item) => item.kid === kid);
    if (!key) throw new Error(`no key ${kid}`);
    return key.public_jwk;
  });
  const directory = cacheDir ?? (await mkdtemp(join(tmpdir(), 'accord-trust-')));
  if (cacheDir === undefined) undo.push(() => rm(directory, { recursive: true, force: true }));
  const validator = createValidator({ url: api.url, credential: secret, trustKeys, cacheDir: directory });
  undo.push(() => validator.close());
  return { validator, cacheDir: directory };
}

async function keptSignature(cacheDir: string): Promise<unknown> {
  const [head = ''] = (await readFile(join(cacheDir, 'bundle.jws'), 'utf8')).split('.');
  return (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: unknown }).kid;
}

/** Judges a good and a forged token over and over; what is returned ends it and tells how often, and what else came out. */
function judging({ validator }: Service): () => { verdicts: number; wrong: unknown[] } {
  const forger = makeTestIssuer({ issuer: ISSUER, alg: 'EdDSA', kid: 'a' });
  const [good, forged] = [issuer, forger].map((signer) => signer.token({ aud: AUDIENCE }));
  const wrong: unknown[] = [];
  let verdicts = 0;
  const timer = setInterval(() => {
    const found = [validator.verify(good), validator.verify(forged)];
    const [accepted, refused] = found;
    verdicts += found.length;
    if (accepted?.ok !== true || refused?.ok !== false || refused.reason !== 'bad_signature')
      wrong.push(found);
  }, 5);
  const end = () => {
    clearInterval(timer);
    return { verdicts, wrong };
  };
  undo.push(() => Promise.resolve(end()));
  return end;
}

const polled = async ({ validator }: Service): Promise<void> => {
  const last = validator.status().lastPoll?.at ?? 0;
  await expect
    .poll(() => validator.status().lastPoll?.at ?? 0, { timeout: WITHIN_MS })
    .toBeGreaterThan(last + 1);
};

describe('a new bundle key', { timeout: WITHIN_MS }, () => {
  it('is published at once, logged once, and signs for those only who pin it', async () => {
    const [old = ''] = await published();
    const before = await signedFor([old]);
    const { body } = await api.request<BundleKeyView>('POST', KEYS, { body: { reason: 'a yearly change' } });
    const added = body.kid;
    expect(await published()).toEqual([added, old]);
    expect(body).toMatchObject({ state: 'in_use', retired_at: null, pinned_by: 0, needed_by: { count: 0 } });
    await expect.poll(() => published(other)).toEqual([added, old]);

    const unmoved = await signedFor([old]);
    expect([unmoved.kid, unmoved.answer.etag]).toEqual([old, before.answer.etag]);
    expect((await signedFor([added])).kid).toBe(added);
    expect((await signedFor([old, added])).kid).toBe(added);
    expect((await signedFor([added, 'x'.repeat(43), old])).kid).toBe(added);
    expect((await signedFor(null)).kid).toBe(added);
    expect((await signedFor(['what is no thumbprint is not said'])).kid).toBe(added);

    const log = await api.request<AuditEventPage>('GET', '/v1/audit-events?action=bundle_key.created');
    expect(log.body.items.map(({ object, reason }) => [object.id, reason])).toEqual([
      [added, 'a yearly change'],
      [old, null],
    ]);
    expect(log.body.items[0]?.number).toBe(body.change_number);
  });

  it('reaches a client that pins it on its next poll, under the same version', async () => {
    const [newest = '', old = ''] = await published();
    const first = await poll(api, secret, { 'accord-trust': old });
    const next = await poll(api, secret, {
      'accord-trust': `${old},${newest}`,
      'if-none-match': first.etag,
      'accord-applied': String(version),
      prefer: 'wait=5',
    });
    expect([next.status, (await openBundle(api, next)).version]).toEqual([200, version]);
    const again = await poll(api, secret, { 'accord-trust': `${old},${newest}`, 'if-none-match': next.etag });
    expect(again.status).toBe(304);
  });

  it('is found by a client that comes to a replica which has not heard of it yet', async () => {
    const made = api.request<BundleKeyView>('POST', KEYS, { body: { reason: 'found' } });
    const kid = (await made).body.kid;
    expect((await poll(other, secret, { 'accord-trust': kid })).status).toBe(200);
    expect((await retire(kid)).status).toBe(200);
  });
});

describe('retiring a bundle key', { timeout: WITHIN_MS }, () => {
  it('waits for the services that pin no other, and then leaves nothing to sign with', async () => {
    const [, old = ''] = await published();
    const added = await addKey();
    const behind = await service([old]);
    const ahead = await service([old, added]);
    await Promise.all([behind, ahead].map(({ validator }) => validator.ready({ timeoutSeconds: 30 })));
    const [ofBehind, ofAhead] = [judging(behind), judging(ahead)];
    await polled(behind);
    expect(behind.validator.status()).toMatchObject({ error: null, policy: { version } });
    expect(ahead.validator.status()).toMatchObject({ error: null, policy: { version } });
    await expect.poll(() => keptSignature(behind.cacheDir)).toBe(old);
    await expect.poll(() => keptSignature(ahead.cacheDir)).toBe(added);

    const { instance } = behind.validator.status();
    await expect.poll(async () => (await stateOf(old)).pinned_by, { timeout: WITHIN_MS }).toBe(2);
    expect(await stateOf(old)).toMatchObject({
      state: 'in_use',
      needed_by: { count: 1, instances: [{ service: 'payments', environment: 'staging-1', instance }] },
    });
    expect(await stateOf(added)).toMatchObject({ pinned_by: 1, needed_by: { count: 0, instances: [] } });
    const refused = await retire(old);
    expect([refused.status, refused.body.code]).toEqual([409, 'bundle_key_needed']);
    expect(refused.body.detail).toContain(`payments/staging-1 ${instance}`);
    expect(refused.body.detail).toContain('trustKeys');
    expect(await published()).toContain(old);

    expect(ofBehind().wrong).toEqual([]);
    await behind.validator.close();
    await expect.poll(async () => (await stateOf(old)).needed_by.count).toBe(0);
    const retired = await retire(old);
    expect([retired.status, retired.body.state]).toEqual([200, 'retired']);
    expect(await published()).not.toContain(old);
    await expect.poll(() => published(other)).not.toContain(old);
    expect(
      await api.dataSource.query('SELECT private_key_sealed FROM bundle_keys WHERE kid = $1', [old]),
    ).toEqual([{ private_key_sealed: null }]);
    expect((await signedFor([old, added])).kid).toBe(added);
    expect((await retire(old)).body.state).toBe('retired');

    await polled(ahead);
    expect(ahead.validator.status()).toMatchObject({ error: null, policy: { version } });
    const { verdicts, wrong } = ofAhead();
    expect(wrong).toEqual([]);
    expect(verdicts).toBeGreaterThan(100);
    const log = await api.request<AuditEventPage>('GET', `${RETIRED}&limit=1`);
    expect(log.body.items[0]).toMatchObject({ object: { id: old }, after: { overridden: [] } });
  });

  it('by override leaves a service that pins no other its last policy, also over a restart', async () => {
    const doomed = await addKey();
    const stranded = await service([doomed]);
    await stranded.validator.ready({ timeoutSeconds: 30 });
    const ofStranded = judging(stranded);
    await expect.poll(async () => (await stateOf(doomed)).needed_by.count, { timeout: WITHIN_MS }).toBe(1);
    expect((await retire(doomed)).body.code).toBe('bundle_key_needed');
    expect((await retire(doomed, { override: true })).status).toBe(200);
    const log = await api.request<AuditEventPage>('GET', `${RETIRED}&limit=1`);
    expect(log.body.items[0]).toMatchObject({
      object: { id: doomed },
      after: { needed_by: 1, overridden: ['bundle_key_needed'] },
      reason: 'nobody needs it',
    });

    const status = () => stranded.validator.status();
    await expect.poll(() => status().error, { timeout: WITHIN_MS }).toBe('bundle_key_unknown');
    expect(status()).toMatchObject({ policy: { version }, lastPoll: { status: 406 } });
    await expect.poll(async () => (await stateOf(doomed)).needed_by.count, { timeout: WITHIN_MS }).toBe(1);
    const answer = await poll(other, secret, { 'accord-trust': doomed });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      406,
      'application/problem+json; charset=utf-8',
    ]);
    const problem = JSON.parse(answer.text) as { code: string; detail: string };
    expect(problem.code).toBe('bundle_key_not_trusted');
    expect(problem.detail).toContain('keys.json');

    const { verdicts, wrong } = ofStranded();
    expect(wrong).toEqual([]);
    expect(verdicts).toBeGreaterThan(100);
    await stranded.validator.close();
    const { validator } = await service([doomed], stranded.cacheDir);
    expect(validator.status()).toMatchObject({ policy: { version, source: 'cache' } });
    expect(validator.verify(issuer.token({ aud: AUDIENCE }))).toMatchObject({ ok: true });
  });

  it('counts those who do not say what they pin with the newest key, and nobody who left', async () => {
    const newest = await addKey();
    const instance = randomUUID();
    await poll(api, secret, { 'accord-instance': instance });
    await expect.poll(async () => (await stateOf(newest)).needed_by.instances).toMatchObject([{ instance }]);
    expect((await retire(newest)).body.code).toBe('bundle_key_needed');
    await poll(api, secret, { 'accord-instance': instance, 'accord-leaving': '1' });
    await expect.poll(async () => (await stateOf(newest)).needed_by.count).toBe(0);
    expect((await retire(newest)).status).toBe(200);
  });

  it('does not wait for those who were silent for a day, unless the API itself was away', async () => {
    const kid = await addKey();
    const instance = randomUUID();
    await poll(api, secret, { 'accord-instance': instance, 'accord-trust': kid });
    await expect.poll(async () => (await stateOf(kid)).needed_by.count).toBe(1);
    const long = 'UPDATE api_liveness SET up_since = last_beat_at - 90000';
    await api.dataSource.query(
      'INSERT INTO api_liveness (up_since, last_beat_at) VALUES (0, 0) ON CONFLICT DO NOTHING',
    );
    await api.dataSource.query(long);
    await api.dataSource.query(
      'UPDATE instances SET last_seen_at = last_seen_at - 90000 WHERE instance = $1',
      [instance],
    );
    expect((await stateOf(kid)).needed_by.count).toBe(0);
    await api.dataSource.query('UPDATE api_liveness SET up_since = last_beat_at');
    expect((await stateOf(kid)).needed_by.count).toBe(1);
    await api.dataSource.query(long);
    expect((await retire(kid)).status).toBe(200);
  });

  it('is refused for the last one, and for one that does not exist', async () => {
    for (const kid of (await published()).slice(1)) expect((await retire(kid)).status).toBe(200);
    const [last = ''] = await published();
    expect((await retire(last, { override: true })).body.code).toBe('last_bundle_key');
    expect((await retire('x'.repeat(43))).status).toBe(404);
  });

  it('never ends the last two at once, whichever replicas are asked', async () => {
    await addKey();
    const both = await published();
    expect(both).toHaveLength(2);
    const answers = await Promise.all(
      both.map((kid, index) => retire(kid, { override: true }, index === 0 ? api : other)),
    );
    expect(
      answers.map(({ status, body }) => [status, status === 200 ? body.state : body.code]).sort(),
    ).toEqual([
      [200, 'retired'],
      [409, 'last_bundle_key'],
    ]);
    await expect.poll(() => published(other)).toEqual(await published());
  });

  it('twice at once on two replicas is one change', async () => {
    const kid = await addKey();
    const answers = await Promise.all([api, other].map((app) => retire(kid, {}, app)));
    expect(answers.map(({ status, body }) => [status, body.state])).toEqual([
      [200, 'retired'],
      [200, 'retired'],
    ]);
    const log = await api.request<AuditEventPage>('GET', RETIRED);
    expect(log.body.items.filter(({ object }) => object.id === kid)).toHaveLength(1);
  });

  it('has to come before a ninth key, also when two replicas are asked for the eighth', async () => {
    for (let count = (await published()).length; count < 7; count += 1) await addKey();
    const answers = await Promise.all(
      [api, other].map((app) => app.request('POST', KEYS, { body: { reason: 'one more' } })),
    );
    expect(answers.map(({ status, body }) => [status, body['code']]).sort()).toEqual([
      [201, undefined],
      [409, 'too_many_bundle_keys'],
    ]);
    await expect.poll(() => published()).toHaveLength(8);
  });
});
