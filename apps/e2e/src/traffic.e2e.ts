import { expect, test, type Page } from '@playwright/test';
import type { AuditEventPage, ContractVersionView } from '@accord/contract/http';
import { expectAccessible } from './world/axe.js';
import { publishContract } from './world/contracts.js';
import { AUD, BASE, ISS, SCOPE, startOrders, type Orders } from './world/orders.js';
import { logIn } from './world/people.js';
import { ADMIN } from './world/world.js';

const ELSE = 'https://else.orders.test';

test.use({ actionTimeout: 30_000 });

let orders: Orders;
test.beforeAll(async () => {
  orders = await startOrders();
});
test.afterAll(() => orders.stop());

const call = async (aud: string) => orders.call(await orders.tokenFor(aud));
const verdicts = (page: Page) => page.getByRole('table', { name: 'Verdicts of orders in production' });

test('a platform engineer finds what is refused, since when, and whether a change mended it', async ({
  page,
  browser,
}) => {
  await logIn(page, orders.world, ADMIN, '/failures');

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
    const before = await orders.appliedVersion();
    const { contract } = await orders.world.admin.get<ContractVersionView>(`${BASE}/versions/1`);
    await publishContract(orders.world.admin, BASE, { ...contract, audiences: [AUD, ELSE] }, 'Else may call');
    await expect.poll(() => orders.appliedVersion()).toBeGreaterThan(before);
    expect(await call(ELSE)).toBe(200);
    await page.goto(`${orders.world.dashboardUrl}/failures?accepted=true`);
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
    await page.goto(`${orders.world.dashboardUrl}/failures`);
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
    await tapped.goto(`${orders.world.dashboardUrl}/failures`);
    await tapped
      .getByRole('img', { name: /^Refused requests over time/ })
      .tap({ position: { x: 200, y: 130 } });
    await expect(tapped).toHaveURL(/from=\d+&to=\d+/);
    await phone.close();
  });

  await test.step('a figure by trust leads to what it counts, and back', async () => {
    await page.goto(`${orders.world.dashboardUrl}/failures`);
    await page.getByRole('button', { name: '2 verified, show only these' }).click();
    await expect(page).toHaveURL(/trust=verified/);
    await expect(verdicts(page).getByRole('row', { name: /wrong_aud/ })).toContainText('2');
    await page.getByRole('button', { name: 'Take off the filter Trust: Verified' }).click();
    await expect(page).not.toHaveURL(/trust=/);
  });

  await test.step('an address that asks for something unknown says so, instead of showing everything', async () => {
    await page.goto(`${orders.world.dashboardUrl}/failures?reason=bogus`);
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
  await logIn(page, orders.world, ADMIN, '/inspector');
  const ask = async (token: string, at = '') => {
    await page.getByLabel('Access token or claims').fill(token);
    await page.getByLabel('At (UTC)').fill(at);
    await page.getByRole('button', { name: 'Inspect' }).click();
  };
  const stranger = await orders.tokenFor('https://nobody.orders.test');

  await test.step('decoded at once; one verdict for each place, and the check that decided', async () => {
    await ask(stranger);
    await expect(page.getByRole('group', { name: 'Claims' })).toContainText('https://nobody.orders.test');
    await expect(page.getByRole('button', { name: 'orders in staging: contract_missing' })).toBeVisible();
    await page.getByRole('button', { name: 'orders in production: wrong_aud' }).click();
    const failed = page.getByRole('listitem').filter({ hasText: 'What to do' });
    await expect(failed).toContainText(AUD);
    await expect(failed).toContainText('https://nobody.orders.test');
    await expectAccessible(page);
  });

  await test.step('with the draft it would pass', async () => {
    const { contract } = await orders.world.admin.get<ContractVersionView>(`${BASE}/versions/1`);
    await orders.world.admin.call('PUT', `${BASE}/draft`, {
      contract: { ...contract, audiences: ['https://nobody.orders.test'] },
    });
    await page.getByRole('button', { name: 'Draft', exact: true }).click();
    await expect(page.getByText(/With the draft, which would become version \d/)).toBeVisible();
  });

  await test.step('a good token is accepted now and expired later', async () => {
    const good = await orders.tokenFor(AUD);
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
    const log = await orders.world.admin.get<AuditEventPage>('/v1/audit-events?limit=200');
    expect(JSON.stringify(log)).not.toContain(payload);
  });
});

test('a reviewer reads when a change had reached the fleet', async ({ page }) => {
  await logIn(page, orders.world, ADMIN, '/audit?action=contract.published');
  await page
    .getByRole('button', { name: /Open event/ })
    .last()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Enforced by 1 of 1')).toBeVisible();
  await expect(dialog.getByText(/the one had it at/)).toBeVisible();
});
