import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import type {
  AuditEventPage,
  ContractVersionView,
  CreatedCredential,
  InstanceView,
} from '@accord/contract/http';
import { freePort, type SpawnedProcess } from '@accord/testing';
import { decodeJwt } from 'jose';
import { expectAccessible } from './world/axe.js';
import { callService, connectService, publishService } from './world/connected-service.js';
import { placeOf, publishContract } from './world/contracts.js';
import { logIn } from './world/people.js';
import { Signer } from './world/signer.js';
import { ADMIN, startWorld, type World } from './world/world.js';

const ISS = 'https://auth.traffic.test';
const AUD = 'https://orders.traffic.test';
const ELSE = 'https://else.traffic.test';
const SCOPE = 'orders:read';
const BASE = placeOf('orders');

test.use({ actionTimeout: 30_000 });

let world: World;
let service: SpawnedProcess;
let signer: Signer;
let port: number;

test.beforeAll(async () => {
  world = await startWorld({ ACCORD_REPORT_SECONDS: '2' });
  await publishService(world, { service: 'orders', issuerName: 'auth', iss: ISS, aud: AUD, scope: SCOPE });
  signer = await Signer.register(world.admin, 'auth');
  port = await freePort();
  service = (await connectService(world, 'orders', port))();
  await service.waitForOutput(/ready/, 60_000);
});

test.afterAll(async () => {
  await service.kill('SIGTERM');
  await world.stop();
});

const tokenFor = async (aud: string, lifetimeSeconds = 60) =>
  (await signer.token({ iss: ISS, aud, scope: SCOPE, lifetimeSeconds })).token;
const call = async (aud: string) => callService(port, await tokenFor(aud));
const appliedVersion = async () => {
  const { items } = await world.admin.get<{ items: InstanceView[] }>(`${BASE}/instances`);
  return items[0]?.applied_version ?? 0;
};
const verdicts = (page: Page) => page.getByRole('table', { name: 'Verdicts of orders in production' });

test('a platform engineer finds what is refused, since when, and whether a change mended it', async ({
  page,
  browser,
}) => {
  await logIn(page, world, ADMIN, '/failures');

  await test.step('counts arrive while one looks, and lead to what they count', async () => {
    expect([await call(AUD), await call(ELSE), await call(ELSE)]).toEqual([200, 401, 401]);
    await expect(verdicts(page).getByRole('row', { name: /^accepted/ })).toContainText('1');
    await page.getByRole('button', { name: '2, show only wrong_aud of orders in production' }).click();
    await expect(page).toHaveURL(/service=orders.*reason=wrong_aud|reason=wrong_aud.*service=orders/);
    await expect(page.getByRole('list', { name: 'Legend' }).getByRole('listitem').first()).toContainText(
      /wrong_aud\s*2/,
    );
  });

  await test.step('a link to it opens the same times and filters later', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByText('Link copied')).toBeVisible();
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      service: 'orders',
      reason: 'wrong_aud',
      from: expect.stringMatching(/^\d+$/),
      to: expect.stringMatching(/^\d+$/),
    });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Copy link to this page' }).click();
    await expect(page.getByText('Link copied').nth(1)).toBeVisible();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('the facets tell which contract, key and instance they have in common', async () => {
    await expect(page.getByRole('list', { name: 'Key' }).getByRole('listitem')).toHaveCount(1);
    await page.getByRole('list', { name: 'Contract version' }).getByRole('button').click();
    await expect(page).toHaveURL(/contract_version=1/);
    await expectAccessible(page);
  });

  await test.step('the file holds what the page shows', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toMatch(/wrong_aud.*,2\b/);
  });

  await test.step('a change is marked, and compared with what was before it', async () => {
    const before = await appliedVersion();
    const { contract } = await world.admin.get<ContractVersionView>(`${BASE}/versions/1`);
    await publishContract(world.admin, BASE, { ...contract, audiences: [AUD, ELSE] }, 'Else may call');
    await expect.poll(appliedVersion).toBeGreaterThan(before);
    expect(await call(ELSE)).toBe(200);
    await page.goto(`${world.dashboardUrl}/failures?accepted=true`);
    await page
      .getByRole('button', { name: /^Before and after: Contract published/ })
      .first()
      .click();
    const compared = page.getByText(/Reports of the minutes after the change are still coming in/);
    await expect(compared).toBeVisible();
    await expectAccessible(page);
    // The mark in the picture does the same as the button in the list.
    const mark = page.locator('[data-marker="publish"]').last();
    await mark.click();
    await expect(compared).toBeHidden();
    await mark.click();
    await expect(compared).toBeInViewport();
  });

  await test.step('bars are read and zoomed into by keyboard, and by dragging', async () => {
    const chart = page.getByRole('group', { name: /^Verdicts over time/ });
    await chart.focus();
    await page.keyboard.press('End');
    await expect(chart.locator('[aria-live]')).toContainText(/\d/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/from=\d+&to=\d+/);
    await page.goto(`${world.dashboardUrl}/failures`);
    const box = await page.getByRole('img', { name: /^Refused requests over time/ }).boundingBox();
    if (!box) throw new Error('there is no picture');
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/from=\d+&to=\d+/);
    await expect(verdicts(page).getByRole('row', { name: /wrong_aud/ })).toContainText('2');
  });

  await test.step('a tap on a bar looks closer, as a click does', async () => {
    const storageState = await page.context().storageState();
    const phone = await browser.newContext({
      hasTouch: true,
      viewport: { width: 390, height: 844 },
      storageState,
    });
    const tapped = await phone.newPage();
    await tapped.goto(`${world.dashboardUrl}/failures`);
    await tapped
      .getByRole('img', { name: /^Refused requests over time/ })
      .tap({ position: { x: 200, y: 130 } });
    await expect(tapped).toHaveURL(/from=\d+&to=\d+/);
    await phone.close();
  });

  await test.step('a figure by trust leads to what it counts, and back', async () => {
    await page.goto(`${world.dashboardUrl}/failures`);
    await page.getByRole('button', { name: '2 verified, show only these' }).click();
    await expect(page).toHaveURL(/trust=verified/);
    await expect(verdicts(page).getByRole('row', { name: /wrong_aud/ })).toContainText('2');
    await page.getByRole('button', { name: 'Take off the filter Trust: Verified' }).click();
    await expect(page).not.toHaveURL(/trust=/);
  });

  await test.step('an address that asks for something unknown says so, instead of showing everything', async () => {
    await page.goto(`${world.dashboardUrl}/failures?reason=bogus`);
    await expect(page.getByText('The address asks for an unknown “reason”')).toBeVisible();
    await expect(verdicts(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).not.toHaveURL(/reason=/);
    await expect(verdicts(page)).toBeVisible();
  });
});

test('a developer sees why a token is refused, here and elsewhere, now and later, live and with the draft', async ({
  page,
}) => {
  await logIn(page, world, ADMIN, '/inspector');
  const ask = async (token: string, at = '') => {
    await page.getByLabel('Access token or claims').fill(token);
    await page.getByLabel('At (UTC)').fill(at);
    await page.getByRole('button', { name: 'Inspect' }).click();
  };
  const stranger = await tokenFor('https://nobody.traffic.test');

  await test.step('decoded at once; one verdict for each place, and the check that decided', async () => {
    await ask(stranger);
    await expect(page.getByRole('group', { name: 'Claims' })).toContainText('https://nobody.traffic.test');
    await expect(page.getByRole('button', { name: 'orders in staging: contract_missing' })).toBeVisible();
    await page.getByRole('button', { name: 'orders in production: wrong_aud' }).click();
    const failed = page.getByRole('listitem').filter({ hasText: 'What to do' });
    await expect(failed).toContainText(AUD);
    await expect(failed).toContainText('https://nobody.traffic.test');
    await expectAccessible(page);
  });

  await test.step('with the draft it would pass', async () => {
    const { contract } = await world.admin.get<ContractVersionView>(`${BASE}/versions/1`);
    await world.admin.call('PUT', `${BASE}/draft`, {
      contract: { ...contract, audiences: ['https://nobody.traffic.test'] },
    });
    await page.getByRole('button', { name: 'Draft', exact: true }).click();
    await expect(page.getByText(/With the draft, which would become version \d/)).toBeVisible();
  });

  await test.step('a good token is accepted now and expired later', async () => {
    const good = await tokenFor(AUD);
    await ask(good);
    await expect(page.getByRole('button', { name: 'orders in production: accepted' })).toBeVisible();
    await ask(good, '2040-01-01T00:00:00');
    await expect(page.getByRole('button', { name: 'orders in production: token_expired' })).toBeVisible();
  });

  await test.step('claims alone are judged as if they were well signed', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const who = { iss: ISS, aud: AUD, sub: 'user-1', client_id: 'shop', scope: SCOPE };
    const claims = { ...who, jti: 'one', iat: now, exp: now + 60 };
    await ask(JSON.stringify(claims));
    await expect(page.getByText('header, key and signature are taken as good')).toBeVisible();
    await page.getByRole('button', { name: 'orders in production: accepted' }).click();
    await expect(page.getByText('1 of 2 places accept a well-signed token with these claims')).toBeVisible();
    const signature = page.getByRole('listitem').filter({ hasText: /^signature/i });
    await expect(signature).toContainText('Taken as good');
    await ask(JSON.stringify({ ...claims, nonce: 'of an ID token' }));
    await expect(
      page.getByRole('button', { name: 'orders in production: id_token_not_allowed' }),
    ).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the token is in no address and no log', async () => {
    const [, payload = ''] = stranger.split('.');
    expect(page.url()).not.toContain(payload);
    const log = await world.admin.get<AuditEventPage>('/v1/audit-events?limit=200');
    expect(JSON.stringify(log)).not.toContain(payload);
  });
});

test('a reviewer reads when a change had reached the fleet', async ({ page }) => {
  await logIn(page, world, ADMIN, '/audit?action=contract.published');
  await page
    .getByRole('button', { name: /Open event/ })
    .last()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Enforced by 1 of 1')).toBeVisible();
  await expect(dialog.getByText(/the one had it at/)).toBeVisible();
});

test('what is revoked is refused by the running instance, and the list follows it there', async ({
  page,
}) => {
  const token = await tokenFor(AUD);
  const { jti = '' } = decodeJwt(token);
  expect(await callService(port, token)).toBe(200);
  await logIn(page, world, ADMIN, '/revocations');
  for (const [kind, label, value] of [
    ['tokens', 'Token id', jti],
    ['sessions', 'Session id', 'session-of-somebody'],
    ['subjects', 'Subject', 'somebody-else'],
    ['clients', 'Client id', 'another-shop'],
  ] as const) {
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke' });
    await dialog.getByLabel('What').selectOption(kind);
    await dialog.getByLabel(label).fill(value);
    await dialog.getByLabel('Reason').fill(`a lost ${label}`);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row', { name: new RegExp(`a lost ${label}`) })).toContainText('1 of 1');
  }
  expect(await callService(port, token)).toBe(401);
  expect(await callService(port, await tokenFor(AUD))).toBe(200);

  await test.step('everything issued until now: who, why, and enforced by whom', async () => {
    const before = await tokenFor(AUD);
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke' });
    await dialog.getByLabel('What').selectOption('issued_before');
    await dialog.getByLabel('Reason').fill('the database leaked');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(dialog).toBeHidden();
    const row = page.getByRole('row', { name: /the database leaked/ });
    await expect(row).toContainText(ADMIN.email.split('@')[0] ?? '');
    await expect(row).toContainText('1 of 1');
    await expect.poll(() => callService(port, before)).toBe(401);
    await expect.poll(async () => callService(port, await tokenFor(AUD))).toBe(200);
    await expectAccessible(page);
  });
});

test('an instance is followed from in sync to stopped, with the keys that it holds', async ({ page }) => {
  await logIn(page, world, ADMIN, '/fleet');
  const row = page.getByRole('table', { name: 'Instances of all services' }).getByRole('row').nth(1);
  await expect(row).toContainText('In sync');
  await expect(row).toContainText('validator-node/');
  await row.getByText(/^\d+$/).click();
  await expect(row.getByTitle(ISS).first()).toBeVisible();
  await page
    .getByRole('list', { name: 'Instances by status' })
    .getByRole('button', { name: /In sync/ })
    .click();
  await expect(page).toHaveURL(/status=in_sync/);
  await service.kill('SIGTERM');
  await expect(page.getByText('No instance matches these filters')).toBeVisible();
  await page.getByRole('button', { name: /In sync/ }).click();
  await expect(row).toContainText('Stopped');
});

test('an instance that refuses its policy, and one that falls silent, say so in words', async ({ page }) => {
  const { secret } = await world.admin.call<CreatedCredential>('POST', `${BASE}/credentials`, {
    name: 'by hand',
  });
  const poll = (interval: string, said: Record<string, string>) =>
    fetch(`${world.admin.url}/v1/policy`, {
      headers: {
        authorization: `Bearer ${secret ?? ''}`,
        'accord-instance': randomUUID(),
        'accord-interval': interval,
        ...said,
      },
    });
  const newest = await appliedVersion();
  const answers = [
    await poll('600', { 'accord-applied': 'none', 'accord-error': 'key_alg_ambiguous' }),
    await poll('1', { 'accord-applied': String(newest) }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  await logIn(page, world, ADMIN, '/fleet');
  const refused = page.getByRole('row', { name: /Refused/ });
  await expect(refused).toContainText('A key fits several algorithms.');
  await expect(page.getByRole('row', { name: /Silent/ })).toBeVisible();
  await page
    .getByRole('list', { name: 'Instances by status' })
    .getByRole('button', { name: /Silent/ })
    .click();
  await expect(page).toHaveURL(/status=silent/);
  await expect(refused).toHaveCount(0);
  await expectAccessible(page);

  // From the change that did not come everywhere to those who lack it.
  await page.goto(`${world.dashboardUrl}/audit?event=${newest}`);
  await page.getByRole('link', { name: 'Who lacks it' }).click();
  await expect(refused).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: `Take off the filter Live and without change: ${newest}` }).click();
  await expect(page.getByRole('row', { name: /Silent/ })).toBeVisible();
});
