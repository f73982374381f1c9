import { expect, test } from '@playwright/test';
import { freePort, type SpawnedProcess } from '@accord/testing';
import type { CreatedCredential, FailuresView, InstanceView, RotationView } from '@accord/contract/http';
import { callService, connectService, publishService } from './world/connected-service.js';
import { expectAccessible } from './world/axe.js';
import { placeOf } from './world/contracts.js';
import { logIn } from './world/people.js';
import { Signer } from './world/signer.js';
import { ADMIN, startWorld, type World } from './world/world.js';

const ISS = 'https://auth.journey.test';
const AUD = 'https://orders.journey.test';
const SCOPE = 'orders:read';
const BASE = placeOf('orders');

let world: World;
/** A second process of the API: everything below holds with two of them. */
let replicaUrl: string;
let service: SpawnedProcess | undefined;

test.beforeAll(async () => {
  // Short polls make short bounds, so that a whole rotation fits into a test: they are computed, never shortened.
  world = await startWorld({
    ACCORD_POLL_SECONDS: '1',
    ACCORD_LONG_POLL_SECONDS: '1',
    ACCORD_REPORT_SECONDS: '2',
    ACCORD_ROTATION_TICK_SECONDS: '1',
  });
  replicaUrl = await world.startReplica();
});

test.afterAll(async () => {
  await service?.kill('SIGTERM');
  await world.stop();
});

const rotation = () => world.admin.get<RotationView>('/v1/issuers/auth/rotation');
const activeKid = (view: RotationView) => view.keys.find((key) => key.state === 'active')?.kid;

async function policyOf(apiUrl: string, secret: string) {
  const answer = await fetch(`${apiUrl}/v1/policy`, { headers: { authorization: `Bearer ${secret}` } });
  return { status: answer.status, etag: answer.headers.get('etag'), bytes: await answer.text() };
}

async function counts(outcome: string): Promise<number> {
  const now = Math.floor(Date.now() / 1000);
  const view = await world.admin.get<FailuresView>(
    `/v1/failures?from=${now - 3600}&to=${now + 60}&service=orders`,
  );
  return view.totals.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + row.count, 0);
}

test('from log-in to a rotation without a refused token', async ({ page }) => {
  await test.step('log in', async () => {
    await page.goto(`${world.dashboardUrl}/services`);
    await expect(page).toHaveURL(/\/login/);
    await expectAccessible(page);
    await logIn(page, world, ADMIN, '/services');
    await expect(page).toHaveURL(/\/services/);
  });

  await test.step('create issuer and service, publish a contract', async () => {
    await publishService(world, { service: 'orders', issuerName: 'auth', iss: ISS, aud: AUD, scope: SCOPE });
  });

  const port = await freePort();
  await test.step('connect a validator; the instance arrives', async () => {
    service = (await connectService(world, 'orders', port))();
    await service.waitForOutput(/ready/, 60_000);
    await expect
      .poll(async () => {
        const { items } = await world.admin.get<{ items: InstanceView[] }>(`${BASE}/instances`);
        return items.map((instance) => instance.status);
      })
      .toEqual(['in_sync']);
    await page.goto(`${world.dashboardUrl}/services`);
    await expect(page.getByText('orders').first()).toBeVisible();
    await expectAccessible(page);
  });

  const signer = await Signer.register(world.admin, 'auth');
  const statuses: number[] = [];
  const call = (token: string) => callService(port, token);
  const good = () => signer.token({ iss: ISS, aud: AUD, scope: SCOPE, lifetimeSeconds: 10 });

  await test.step('a good and a bad token are counted with the right reason', async () => {
    expect(await call((await good()).token)).toBe(200);
    const stranger = await signer.token({
      iss: ISS,
      aud: 'https://else.test',
      scope: SCOPE,
      lifetimeSeconds: 10,
    });
    expect(await call(stranger.token)).toBe(401);
    await expect.poll(() => counts('wrong_aud'), { timeout: 90_000 }).toBe(1);
    expect(await counts('accepted')).toBe(1);
    await page.goto(`${world.dashboardUrl}/failures`);
    await expect(page.getByText('wrong_aud').first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a key rotates, the overlap shows, no token is refused', async () => {
    const before = activeKid(await rotation());
    await world.admin.call('POST', '/v1/issuers/auth/rotate', { reason: 'the journey rotates' });
    const kids = new Set<string>();
    await expect
      .poll(
        async () => {
          const { kid, token } = await good();
          kids.add(kid);
          statuses.push(await call(token));
          return (await rotation()).keys.find((key) => key.kid === before)?.state;
        },
        { timeout: 150_000, intervals: [300] },
      )
      .toBe('deactivated');
    await page.goto(`${world.dashboardUrl}/rotation`);
    await expect(page.getByText('deactivated').first()).toBeVisible();
    await expectAccessible(page);
    for (let more = 0; more < 10; more += 1) {
      const { kid, token } = await good();
      kids.add(kid);
      statuses.push(await call(token));
    }
    expect(kids.size).toBe(2);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });

  await test.step('both API processes serve the same bytes under the same ETag', async () => {
    const { secret = '' } = await world.admin.call<CreatedCredential>('POST', `${BASE}/credentials`, {
      name: 'second',
    });
    // Each process has heard of the credential, and of the last change, a moment after the other.
    const both = () => Promise.all([world.admin.url, replicaUrl].map((url) => policyOf(url, secret)));
    await expect.poll(async () => (await both()).map(({ status }) => status)).toEqual([200, 200]);
    await expect.poll(async () => new Set((await both()).map(({ etag }) => etag)).size).toBe(1);
    const [one, other] = await both();
    expect(other).toEqual(one);
  });

  await test.step('every step is in the log, and each transition once', async () => {
    const { items } = await world.admin.get<{ items: { action: string; object: { id: string } }[] }>(
      '/v1/audit-events?limit=200',
    );
    const transitions = items
      .filter(({ action }) => /^key\.(published|activated|deactivated|removed)$/.test(action))
      .map(({ action, object }) => `${action} ${object.id}`);
    expect(new Set(transitions).size).toBe(transitions.length);
    const actions = new Set(items.map((event) => event.action));
    for (const action of [
      'issuer.created',
      'key.activated',
      'service.created',
      'contract.published',
      'service_credential.created',
      'key.rotation_requested',
      'key.deactivated',
    ]) {
      expect(actions, [...actions].join(', ')).toContain(action);
    }
    expect(await world.admin.get('/v1/audit-events/verify')).toMatchObject({ intact: true });
  });
});
