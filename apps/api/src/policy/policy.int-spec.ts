import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BundleStore } from '../bundles/bundle-store.js';
import { PolicyWorld, testContract, testJwk, type TestPlace } from '../bundles/testing/policy-world.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { untilTakenIn } from '../platform/testing/until-taken-in.js';
import { WaitingPolls } from './waiting-polls.js';
import { openBundle, openFresh, poll, type PollAnswer } from './testing/poll.js';

const ISSUER = 'https://auth.example.com';
let api: TestApp;
let other: TestApp;
let world: PolicyWorld;
let issuerId: string;

beforeAll(async () => {
  api = await startTestApp();
  other = await api.replica();
  world = new PolicyWorld(api);
  issuerId = await world.issuer(ISSUER, [testJwk('b'), testJwk('a')]);
});

afterAll(async () => {
  await other.close();
  await api.close();
});

async function publishedPlace(): Promise<{
  place: TestPlace;
  secret: string;
  credentialId: string;
  number: number;
}> {
  const place = await world.place();
  const { id, secret } = await world.credential(place);
  const number = await world.publish(place, testContract([ISSUER]));
  return { place, secret, credentialId: id, number };
}

/** Starts a long poll and resolves once the server holds it. */
async function heldPoll(secret: string, etag: string): Promise<{ answer: Promise<PollAnswer> }> {
  const waiting = api.app.get(WaitingPolls);
  const before = waiting.live;
  const answer = poll(api, secret, { 'if-none-match': etag, prefer: 'wait=30' });
  await expect.poll(() => waiting.live, { interval: 5 }).toBe(before + 1);
  return { answer };
}

describe('the bundle', () => {
  it('is signed, canonical, sorted and versioned by the change that made it', async () => {
    const { place, secret, number } = await publishedPlace();
    const answer = await poll(api, secret);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/jose']);
    const bundle = await openBundle(api, answer);
    expect(bundle).toMatchObject({ service: place.service, environment: place.environment, version: number });
    expect(bundle.issuers[0]?.jwks?.keys.map((key) => key.kid)).toEqual(['a', 'b']);
    const [{ at } = { at: 0 }] = await api.dataSource.query<{ at: number }[]>(
      'SELECT at FROM change_log WHERE number = $1',
      [number],
    );
    expect(bundle.issued_at).toBe(at);
  });

  it('has the same bytes and ETag on every replica', async () => {
    const { secret } = await publishedPlace();
    const [one, two] = await Promise.all([poll(api, secret), poll(other, secret)]);
    expect(two.text).toBe(one.text);
    expect(two.etag).toBe(one.etag);
    expect(one.etag).toMatch(/^"[A-Za-z0-9_-]{43}"$/);
  });

  it('takes the number of an issuer change, and never a lower one when the issuer is dropped', async () => {
    const { place, secret, number } = await publishedPlace();
    const keyChange = await world.addKey(issuerId, testJwk('c'), 'active');
    expect(keyChange).toBeGreaterThan(number);
    await untilTakenIn(api, keyChange, 5_000);
    const rotated = await openBundle(api, await poll(api, secret));
    expect(rotated.version).toBe(keyChange);
    expect(rotated.issuers[0]?.jwks?.keys.map((key) => key.kid)).toEqual(['a', 'b', 'c']);
    const dropped = await world.publish(place, testContract(['https://nobody.example.com']));
    await untilTakenIn(api, dropped, 5_000);
    const after = await openBundle(api, await poll(api, secret));
    expect(after.version).toBe(dropped);
    expect(after.issuers).toEqual([
      { issuer: 'https://nobody.example.com', jwks: null, denied_kids: [], not_before: null },
    ]);
  });

  it('carries the kinds of revocation that the contract asks for', async () => {
    const { place, secret } = await publishedPlace();
    await world.publish(place, testContract([ISSUER], { revocation: ['subjects'] }));
    await world.revoke(issuerId, 'tokens', 't'.repeat(43));
    const number = await world.revoke(issuerId, 'subjects', 's'.repeat(43));
    await untilTakenIn(api, number, 5_000);
    const { revocations } = await openBundle(api, await poll(api, secret));
    expect(revocations).toEqual({
      tokens: [],
      subjects: [{ issuer: ISSUER, id: 's'.repeat(43), before: null, until: 4_000_000_000 }],
      sessions: [],
      clients: [],
    });
  });

  it('keeps the old one, and says so in time, when the new one cannot be made', async () => {
    const { place, secret } = await publishedPlace();
    const good = await poll(api, secret);
    const number = await world.publish(place, { schema: 1, issuers: [{ issuer: ISSUER }] });
    await untilTakenIn(api, number, 5_000);
    const slot = api.app.get(BundleStore).slot(place);
    expect(slot.currentUntil).not.toBeNull();
    expect((await poll(api, secret)).etag).toBe(good.etag);
    const repaired = await world.publish(place, testContract([ISSUER]));
    await untilTakenIn(api, repaired, 5_000);
    expect((await openBundle(api, await poll(api, secret))).version).toBe(repaired);
    expect(slot.currentUntil).toBeNull();
  });
});

describe('a poll', () => {
  it('answers 304 to the same ETag, with signed freshness', async () => {
    const { place, secret, number } = await publishedPlace();
    const first = await poll(api, secret);
    const again = await poll(api, secret, { 'if-none-match': `W/"x", ${first.etag}` });
    expect([again.status, again.text, again.etag]).toEqual([304, '', first.etag]);
    expect((await poll(api, secret, { 'if-none-match': `W/${first.etag}` })).status).toBe(304);
    expect(again.headers.get('cache-control')).toBe('private, no-cache');
    const fresh = await openFresh(api, again);
    expect(fresh).toMatchObject({
      service: place.service,
      environment: place.environment,
      version: number,
      etag: first.etag,
    });
    expect(Math.abs(fresh.as_of - Date.now() / 1000)).toBeLessThan(8);
    expect(again.headers.get('preference-applied')).toBeNull();
  });

  it('waits as long as it was asked to', async () => {
    const { secret } = await publishedPlace();
    const { etag } = await poll(api, secret);
    const started = performance.now();
    const answer = await poll(api, secret, { 'if-none-match': etag, prefer: 'wait=1' });
    expect(performance.now() - started).toBeGreaterThan(950);
    expect([answer.status, answer.etag, answer.headers.get('preference-applied')]).toEqual([
      304,
      etag,
      'wait=1',
    ]);
  });

  it('is woken by a publication, on another replica too', async () => {
    const { place, secret } = await publishedPlace();
    const { etag } = await poll(api, secret);
    const held = await heldPoll(secret, etag);
    const started = performance.now();
    const number = await new PolicyWorld(other).publish(
      place,
      testContract([ISSUER], { audiences: ['https://new'] }),
    );
    const answer = await held.answer;
    expect(performance.now() - started).toBeLessThan(3_000);
    expect((await openBundle(api, answer)).version).toBe(number);
  });

  it('ends with 401 when its credential is revoked', async () => {
    const { place, secret, credentialId } = await publishedPlace();
    const { etag } = await poll(api, secret);
    const held = await heldPoll(secret, etag);
    await world.revokeCredential(place, credentialId);
    expect((await held.answer).status).toBe(401);
    const later = await poll(api, secret);
    expect([later.status, later.headers.get('content-type')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('leaves nothing behind when its client goes away', async () => {
    const { secret } = await publishedPlace();
    const { etag } = await poll(api, secret);
    const waiting = api.app.get(WaitingPolls);
    const before = waiting.live;
    const leaving = new AbortController();
    const held = poll(api, secret, { 'if-none-match': etag, prefer: 'wait=30' }, leaving.signal);
    await expect.poll(() => waiting.live, { interval: 5 }).toBe(before + 1);
    leaving.abort();
    await expect(held).rejects.toThrow();
    await expect.poll(() => waiting.live, { interval: 5 }).toBe(before);
  });

  it('is never answered with less than the client applied', async () => {
    const { secret, number } = await publishedPlace();
    await poll(api, secret);
    const ahead = await poll(api, secret, { 'accord-applied': String(number + 1000) });
    expect([ahead.status, ahead.headers.get('retry-after')]).toEqual([503, '5']);
    expect(JSON.parse(ahead.text)).toMatchObject({ code: 'replica_behind' });
  });

  it('waits for a version that the client got from another replica', async () => {
    const { place, secret } = await publishedPlace();
    await poll(api, secret);
    const head = await api.dataSource.query<{ number: number }[]>('SELECT number FROM change_log_head');
    const next = (head[0]?.number ?? 0) + 1;
    const early = poll(api, secret, { 'accord-applied': String(next) });
    const number = await world.publish(place, testContract([ISSUER], { audiences: ['https://newer'] }));
    expect(number).toBe(next);
    expect((await openBundle(api, await early)).version).toBe(next);
  });

  it.each([
    ['no credential', '', 401],
    ['an unknown credential', 'acc_sc_unknown', 401],
  ])('refuses %s', async (_what, secret, status) => {
    expect((await poll(api, secret)).status).toBe(status);
  });

  it('answers 404 while nothing is published, and after the service was archived', async () => {
    const place = await world.place();
    const { secret } = await world.credential(place);
    const missing = await poll(api, secret);
    expect([missing.status, JSON.parse(missing.text)]).toEqual([
      404,
      expect.objectContaining({ code: 'policy_not_published' }),
    ]);
    // Without it, a client would wait for minutes, as after a refused credential.
    expect(missing.headers.get('retry-after')).toBe('10');
    await world.publish(place, testContract([ISSUER]));
    expect((await poll(api, secret)).status).toBe(200);
    await world.archiveService(place);
    await expect.poll(async () => (await poll(api, secret)).status).toBe(404);
  });

  it('answers 406 to a client that reads older bundles only', async () => {
    const { secret } = await publishedPlace();
    expect((await poll(api, secret, { 'accord-schema': '0' })).status).toBe(406);
    expect((await poll(api, secret, { 'accord-schema': '2' })).status).toBe(200);
  });
});
