import { randomUUID } from 'node:crypto';
import type {
  CreatedCredential,
  IssuerView,
  RotationOverview,
  RotationOverviewItem,
  RotationView,
  ServicePage,
  SigningKeys,
} from '@accord/contract/http';
import {
  compactDecrypt,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  type JWK,
} from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractDesk, contractWith } from '../contracts/testing/contract-fixtures.js';
import { MovableClock, startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { RotationWorker } from './rotation.worker.js';

const NOW = 1_795_440_000;
const STEP_SECONDS = 120;
const clock = new MovableClock(NOW * 1000);
let app: TestApp;

beforeAll(async () => {
  // The worker's own rhythm is out of the way: the test ticks, with its own clock.
  app = await startTestApp({ clock }, { ACCORD_ROTATION_TICK_SECONDS: '3600' });
});

afterAll(async () => {
  await app.close();
});

const tick = () => app.app.get(RotationWorker, { strict: false }).tick();

async function rotation(name: string): Promise<RotationView> {
  return (await app.request<RotationView>('GET', `/v1/issuers/${name}/rotation`)).body;
}

async function overviewOf(name: string): Promise<RotationOverviewItem | undefined> {
  const { body } = await app.request<RotationOverview>('GET', '/v1/rotation');
  return body.items.find((item) => item.name === name);
}

async function createIssuer(name: string): Promise<IssuerView> {
  const { status, body } = await app.request<IssuerView>('POST', '/v1/issuers', {
    body: {
      kind: 'managed',
      name,
      issuer: `https://${name}.example.test`,
      algorithms: ['ES256'],
      interval_seconds: 3600,
      rotation: { max_token_lifetime_seconds: 600, signer_switch_seconds: 30 },
    },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function jwks(name: string, headers: Record<string, string> = {}) {
  return app.request<{ keys: JWK[] }>('GET', `/issuers/${name}/jwks.json`, { token: null, headers });
}

async function signerToken(name: string): Promise<string> {
  const { body } = await app.request<CreatedCredential>('POST', `/v1/issuers/${name}/credentials`, {
    body: { name: 'as-1' },
  });
  return body.secret ?? '';
}

/** A signer instance: says that it follows a kid, and gives back how to say which activation the answer was. */
async function signerOf(name: string) {
  const token = await signerToken(name);
  const instance = randomUUID();
  return async (kid: string, said: Record<string, string> = {}) => {
    const headers = { 'accord-instance': instance, 'accord-applied': kid, ...said };
    const { body } = await app.request<SigningKeys>('GET', '/v1/signing-key', { token, headers });
    return { 'accord-active-since': String(body.keys[0]?.active_since) };
  };
}

/** An instance of the service `watched-orders` that holds no bundle. `seen`: epoch seconds. Returns its id. */
async function seenInstance(seen: number): Promise<string> {
  const instance = randomUUID();
  await app.dataSource.query(
    `INSERT INTO instances (service_id, environment_id, instance, first_seen_at, last_seen_at)
     SELECT services.id, environments.id, $1, 0, $2 FROM services, environments
     WHERE services.name = 'watched-orders' AND environments.name = 'production'`,
    [instance, seen],
  );
  return instance;
}

const states = (view: RotationView) => view.keys.map((key) => key.state);

/** Moves the clock on in small steps, as a worker would tick; stops when `until` holds. */
async function tickUntil(name: string, until: (view: RotationView) => boolean): Promise<RotationView> {
  for (let step = 0; step < 30; step += 1) {
    await tick();
    const view = await rotation(name);
    if (until(view)) return view;
    clock.advance(STEP_SECONDS);
  }
  throw new Error(`not reached: ${JSON.stringify(await rotation(name))}`);
}

describe('a managed issuer', () => {
  it('starts with an active key and a standby, and serves both to any JWKS client', async () => {
    await createIssuer('first');
    expect(states(await rotation('first')).sort()).toEqual(['active', 'published']);
    const answer = await jwks('first');
    expect(answer.headers.get('content-type')).toContain('application/jwk-set+json');
    expect(answer.body.keys).toHaveLength(2);
    expect(answer.body.keys[0]).toMatchObject({ kty: 'EC', use: 'sig', alg: 'ES256' });
    expect(answer.body.keys[0]).not.toHaveProperty('d');
    const again = await jwks('first', { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('lists the key that signs before the standby that was made with it', async () => {
    // One issuer would be in order by luck every other time: ids of keys are random.
    for (const name of Array.from({ length: 8 }, (_, index) => `ordered-${index}`)) {
      await createIssuer(name);
      expect(states(await rotation(name))).toEqual(['active', 'published']);
    }
  });

  it('starts a rotation of its own for each of four algorithms', async () => {
    const { status } = await app.request('POST', '/v1/issuers', {
      body: {
        kind: 'managed',
        name: 'many',
        issuer: 'https://many.example.test',
        algorithms: ['ES256', 'ES384', 'EdDSA', 'ES512'],
      },
    });
    expect(status).toBe(201);
    // The issuer's very first key signs at once; the others wait for the lead, as its key set is out by then.
    const active = (view: RotationView) => view.keys.filter((key) => key.state === 'active');
    const view = await tickUntil('many', (each) => active(each).length === 4);
    expect(new Set(active(view).map((key) => key.alg)).size).toBe(4);
  });

  it('changes the schedule under If-Match, and refuses what would break tokens', async () => {
    await createIssuer('planned');
    const path = '/v1/issuers/planned/schedule';
    const current = await app.request<{ settings: object; inputs: object }>('GET', `${path}?alg=ES256`);
    const put = (settings: object, ifMatch: string | null) =>
      app.request('PUT', path, {
        headers: ifMatch === null ? {} : { 'if-match': ifMatch },
        body: { settings, inputs: current.body.inputs, reason: 'a test' },
      });
    const etag = current.headers.get('etag') ?? '';
    const unsafe = await put({ ...current.body.settings, overlap_seconds: 10 }, etag);
    expect(unsafe).toMatchObject({ status: 422, body: { code: 'overlap_too_short' } });
    const saved = await put({ ...current.body.settings, interval_seconds: 7200 }, etag);
    expect(saved).toMatchObject({ status: 200, body: { version: 2, settings: { interval_seconds: 7200 } } });
    const stale = await put({ ...current.body.settings, interval_seconds: 900 }, etag);
    expect(stale).toMatchObject({ status: 412, body: { code: 'edit_conflict' } });
    const blind = await put({ ...current.body.settings, interval_seconds: 900 }, null);
    expect(blind).toMatchObject({ status: 428, body: { code: 'if_match_required' } });
  });

  it('refuses an interval below the lead and says the number to reach', async () => {
    const { status, body } = await app.request('POST', '/v1/issuers', {
      body: {
        kind: 'managed',
        name: 'hasty',
        issuer: 'https://hasty.example.test',
        algorithms: ['ES256'],
        interval_seconds: 60,
      },
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'interval_too_short', violations: [{ set_by: 'Accord validators' }] });
  });

  it('hands the private key over encrypted, and tokens signed with it verify by the JWKS', async () => {
    await createIssuer('signer');
    const token = await signerToken('signer');
    const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
    const { kty, crv, x, y } = await exportJWK(pair.publicKey);
    const registered = await app.request('PUT', '/v1/signing-key/encryption-key', {
      token,
      body: { jwk: { kty, crv, x, y, kid: 'enc-1' } },
    });
    expect(registered.status).toBe(204);
    const instance = randomUUID();
    const current = await app.request<SigningKeys>('GET', '/v1/signing-key', {
      token,
      headers: { 'accord-instance': instance },
    });
    const [key] = current.body.keys;
    const { plaintext } = await compactDecrypt(key?.private_jwk_jwe ?? '', pair.privateKey);
    const privateJwk = JSON.parse(new TextDecoder().decode(plaintext)) as JWK;
    const signed = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: key?.kid ?? '' })
      .sign(await importJWK(privateJwk, 'ES256'));
    const keys = (await jwks('signer')).body;
    await expect(
      jwtVerify(signed, createLocalJWKSet(keys as never), { currentDate: new Date(clock.nowMs()) }),
    ).resolves.toBeDefined();
    expect((await app.request('GET', '/v1/signing-key', { token: 'acc_ic_unknown' })).status).toBe(401);

    await app.request('GET', '/v1/signing-key', {
      token,
      headers: { 'accord-instance': instance, 'accord-applied': key?.kid ?? '' },
    });
    expect((await rotation('signer')).signers).toEqual([
      { instance, applied_kid: key?.kid, last_seen_at: clock.nowSeconds(), left: false },
    ]);
    await app.request('GET', '/v1/signing-key', {
      token,
      headers: { 'accord-instance': instance, 'accord-leaving': '1' },
    });
    expect((await rotation('signer')).signers).toMatchObject([{ instance, left: true }]);
  });

  it('lets the key between go after a hand-over was taken back, once its signer follows that', async () => {
    await createIssuer('undone');
    const report = await signerOf('undone');
    const first = (await rotation('undone')).keys.find((key) => key.state === 'active')?.kid ?? '';
    const before = await report(first);
    await app.request('POST', '/v1/issuers/undone/rotate', { body: { reason: 'the test rotates' } });
    const handedOver = await tickUntil('undone', (view) => states(view).includes('deactivated'));
    const between = handedOver.keys.find((key) => key.state === 'active')?.kid ?? '';
    clock.advance(1);
    const undone = await app.request('POST', `/v1/issuers/undone/keys/${first}/activate`, {
      body: { reason: 'the test takes it back' },
    });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);

    const stays = async (seconds: number) => {
      clock.advance(seconds);
      await tick();
      const { keys } = await rotation('undone');
      expect(keys.find((key) => key.kid === between)?.state).toBe('deactivated');
    };
    await stays(2900);
    await report(first, before);
    await stays(60);
    // The kid alone counts as said of its last activation.
    await report(first);
    await tickUntil('undone', (view) => view.keys.find((key) => key.kid === between)?.state === 'removed');
  });

  it('publishes a standby, waits for the lead, hands over, and removes the old key after the overlap', async () => {
    await createIssuer('cycle');
    const first = (await rotation('cycle')).keys.find((key) => key.state === 'active');
    const withStandby = await tickUntil('cycle', (view) => states(view).includes('published'));
    const { bounds } = withStandby;

    await app.request('POST', '/v1/issuers/cycle/rotate', { body: { reason: 'the test rotates' } });
    const handedOver = await tickUntil('cycle', (view) => states(view).includes('deactivated'));
    const active = handedOver.keys.find((key) => key.state === 'active');
    expect(active?.kid).not.toBe(first?.kid);
    expect((active?.activated_at ?? 0) - (active?.published_at ?? 0)).toBeGreaterThanOrEqual(
      bounds.prepublish_seconds,
    );
    expect((await jwks('cycle')).body.keys.map((key) => key.kid)).toContain(first?.kid);

    const removed = await tickUntil('cycle', (view) => states(view).includes('removed'));
    const gone = removed.keys.find((key) => key.kid === first?.kid);
    expect(gone?.state).toBe('removed');
    expect((gone?.removed_at ?? 0) - (gone?.deactivated_at ?? 0)).toBeGreaterThanOrEqual(
      bounds.overlap_seconds,
    );
    await waitForJwks('cycle', (kids) => !kids.includes(first?.kid ?? ''));
  });

  it('says what a step waits for, and until when', async () => {
    await createIssuer('early');
    const standby = (await rotation('early')).keys.find((key) => key.state === 'published');
    const answer = await app.request<{ code: string; detail: string }>(
      'POST',
      `/v1/issuers/early/keys/${standby?.kid ?? ''}/activate`,
      { body: { reason: 'too early' } },
    );
    const until = new Date((standby?.activate_after ?? 0) * 1000).toISOString();
    expect([answer.status, answer.body.code]).toEqual([409, 'rotation_blocked']);
    expect(answer.body.detail).toBe(
      `The key has not been published for long enough for every verifier to have it. Not before ${until}.`,
    );
  });

  it('tells the silent instances without the newest key from the live ones', async () => {
    const { issuer } = await createIssuer('watched');
    const orders = await new ContractDesk(app, 'watched-orders').open();
    await orders.publish(contractWith({ issuers: [{ issuer, algorithms: ['ES256'] }] }));
    const live = await seenInstance(clock.nowSeconds());
    const silent = await seenInstance(clock.nowSeconds() - 7200);
    const named = (instance: string) => ({ service: 'watched-orders', environment: 'production', instance });
    expect((await rotation('watched')).fleet).toMatchObject({
      live: 1,
      acknowledged: 0,
      missing: [named(live)],
      silent: [named(silent)],
    });
  });

  it('says of a hand-over that is held up since when, and when it asks a person', async () => {
    const lacking = await seenInstance(clock.nowSeconds());
    const { keys, bounds } = await rotation('watched');
    const due = keys.find((key) => key.state === 'active')?.deactivate_after ?? 0;
    const at = async (seconds: number) => {
      clock.advance(seconds - clock.nowSeconds());
      await app.dataSource.query('UPDATE instances SET last_seen_at = $2 WHERE instance = $1', [
        lacking,
        seconds,
      ]);
      await tick();
    };
    await at(due - bounds.prepublish_seconds);
    await at(due + 420);
    const late = { next_activate_at: due, next_remove_at: null };
    expect(await overviewOf('watched')).toMatchObject({
      ...late,
      needs_person: [],
      held_up: [{ code: 'fleet_not_acknowledged' }],
    });
    await at(due + 480);
    const view = await rotation('watched');
    expect(view.schedules).toMatchObject([late]);
    expect(view.blockers.filter(({ transition }) => transition === 'activate')).toMatchObject([
      { standing: 'held_up' },
    ]);
    const { body } = await app.request<ServicePage>('GET', '/v1/services?search=watched-orders');
    const event = { issuer: 'watched', event: 'activate', at: due };
    expect(body.items[0]?.environments[0]?.next_key_event).toMatchObject(event);

    await at(due + 3600);
    expect(await overviewOf('watched')).toMatchObject({
      ...late,
      needs_person: [{ code: 'fleet_not_acknowledged' }],
      held_up: [],
    });
  });

  it('two replicas ticking at once make one transition', async () => {
    await createIssuer('twice');
    const replica = await app.replica({ clock });
    try {
      const other = () => replica.app.get(RotationWorker, { strict: false }).tick();
      for (let step = 0; step < 8; step += 1) {
        await Promise.all([tick(), other(), tick(), other()]);
        clock.advance(600);
      }
      const view = await rotation('twice');
      expect(states(view).filter((state) => state === 'active')).toHaveLength(1);
      const { body } = await app.request<{ items: { action: string; object: { id: string } }[] }>(
        'GET',
        '/v1/audit-events?object_kind=key&limit=200',
      );
      const transitions = body.items
        .filter((event) => view.keys.some((key) => event.object.id.includes(key.kid)))
        .map((event) => `${event.action} ${event.object.id}`);
      expect(transitions.length).toBeGreaterThan(0);
      expect(new Set(transitions).size).toBe(transitions.length);
    } finally {
      await replica.close();
    }
  });
});

describe('a compromise', () => {
  it('drops the key from the JWKS at once, denies it, and says what it costs', async () => {
    await createIssuer('breach');
    const [key] = (await rotation('breach')).keys.filter((each) => each.state === 'active');
    const answer = await app.request<{ exposure_seconds: number; key_not_found_seconds: number }>(
      'POST',
      `/v1/issuers/breach/keys/${key?.kid ?? ''}/compromise`,
      { body: { reason: 'found in a log' } },
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.exposure_seconds).toBeGreaterThan(0);
    await waitForJwks('breach', (kids) => !kids.includes(key?.kid ?? '') && kids.length > 0);
    const view = await rotation('breach');
    expect(states(view).filter((state) => state === 'active')).toHaveLength(1);
    const denied = await app.dataSource.query<{ kid: string }[]>('SELECT kid FROM issuer_denied_kids');
    expect(denied).toEqual([{ kid: key?.kid }]);
    const [row] = await app.dataSource.query<{ gone: boolean }[]>(
      'SELECT private_key_sealed IS NULL AS gone FROM issuer_keys WHERE kid = $1',
      [key?.kid],
    );
    expect(row?.gone).toBe(true);
  });
});

/** The key sets follow the log; the next one must come, soon. */
async function waitForJwks(name: string, holds: (kids: string[]) => boolean): Promise<void> {
  await expect
    .poll(async () => holds((await jwks(name)).body.keys.map((key) => key.kid ?? '')), { timeout: 5000 })
    .toBe(true);
}
