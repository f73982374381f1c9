import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { openFailingPage, openPage } from './world/open-page.js';
import { logIn } from './world/people.js';
import { screensOf } from './world/screens.js';
import { ISS, NOW, startShop, type Shop } from './world/shop.js';
import { freeze, STILL } from './world/still.js';
import { ADMIN, startWorld } from './world/world.js';

/** Where `npm run screenshots` wants the pictures. Nothing is compared here: they are to be looked at. */
const FOLDER = process.env['ACCORD_SCREENSHOTS'] ?? '';
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const SCHEMES = ['light', 'dark'] as const;

/** What no link of the navigation leads to. */
const DEEPER = [
  '/services/payments/production/edit',
  '/services/orders/production/versions',
  '/rotation?issuer=auth',
  '/failures?service=orders',
  '/fleet?lacks=44',
];
/** A button, by its name. */
type Press = string | RegExp;
/** What a press opens, by its page; a list is pressed one after the other. */
const OPENED: Record<string, readonly (Press | readonly Press[])[]> = {
  '/services': ['New service', 'Go to…', 'Details of orders'],
  '/services/payments/production/edit': ['Publish…'],
  '/services/orders/production/versions': ['Roll back to v1'],
  '/rotation?issuer=auth': [
    'Rotate now',
    /^Edit the schedule/,
    /now active/,
    [/now active/, 'Hold this key'],
    [/now active/, 'Report as compromised'],
  ],
  '/rotation': ['New issuer'],
  '/failures?service=orders': [/^Before and after/],
  '/revocations': ['Revoke', /^Lift the revocation/],
  '/audit': [/^Open event/],
  '/settings/people': ['Add a person', /^Role/, /^Disable/],
  '/settings/tokens': ['New token'],
  '/settings/credentials': ['New credential'],
  '/settings/environments': ['Add an environment'],
  '/settings/trust-keys': ['Add a key'],
};
/** An ID token that is taken for an access token, as the inspector reads it. */
const CLAIMS = {
  iss: ISS,
  aud: 'https://orders.shop.example',
  sub: 'customer-4711',
  client_id: 'shop-web',
  scope: 'orders:read',
  jti: '7d1f',
  nonce: 'n-0S6_WzA2Mj',
  iat: NOW / 1000 - 60,
  exp: NOW / 1000 + 240,
};

test.use({ ...STILL, trace: 'off', actionTimeout: 15_000 });
test.setTimeout(1_800_000);

let shop: Shop;
test.beforeAll(async () => {
  shop = await startShop();
});
test.afterAll(async () => {
  await shop.world.stop();
});

async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  for (const { width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await page.screenshot({
        path: join(FOLDER, `${name}.${width}.${colorScheme}.png`),
        fullPage,
        animations: 'disabled',
        // The editor is 7,000 pixels long.
        timeout: 60_000,
      });
    }
  }
  await page.setViewportSize(SIZES[0]);
}

const nameOf = (text: Press) =>
  String(text)
    .replaceAll(/[^a-z0-9]+/gi, '-')
    .replaceAll(/^-|-$/g, '');

test('every screen, what it opens, and what it says when the API fails', async ({ page }) => {
  const { world } = shop;
  await freeze(page, shop);
  for (const path of ['/login', '/nothing-here']) {
    await openPage(page, `${world.dashboardUrl}${path}`);
    await picture(page, nameOf(path));
  }
  await logIn(page, world, ADMIN, '/services');
  const paths = [...(await screensOf(page, world)), ...DEEPER];
  const parts = page.getByRole('region', { name: /^Key |^Before and after/ });
  const opened = page.getByRole('dialog').or(parts);
  for (const path of paths) {
    await openPage(page, `${world.dashboardUrl}${path}`);
    await picture(page, nameOf(path));
    for (const presses of (OPENED[path] ?? []).map((each) => [each].flat())) {
      await openPage(page, `${world.dashboardUrl}${path}`);
      for (const name of presses) await page.getByRole('button', { name }).first().click();
      await expect(opened.first()).toBeVisible();
      await expect(page.locator('[data-skeleton]')).toHaveCount(0);
      await picture(page, `${nameOf(path)}.opens-${presses.map(nameOf).join('-')}`, false);
    }
  }
  await openPage(page, `${world.dashboardUrl}/inspector`);
  await page.getByLabel('Access token or claims').fill(JSON.stringify(CLAIMS));
  await page.getByRole('button', { name: 'Inspect' }).click();
  await page.getByRole('button', { name: 'orders in production: id_token_not_allowed' }).click();
  await picture(page, 'inspector.verdicts');
  await page.route(/\/v1\/(?!session\b)/, (route) => route.fulfill({ status: 503, body: 'no upstream' }));
  for (const path of paths) {
    await openFailingPage(page, `${world.dashboardUrl}${path}`);
    await picture(page, `${nameOf(path)}.error`);
  }
});

test('every screen of an installation in which nothing is yet', async ({ page }) => {
  const world = await startWorld({});
  await logIn(page, world, ADMIN, '/services');
  for (const path of await screensOf(page, world)) {
    await openPage(page, `${world.dashboardUrl}${path}`);
    await picture(page, `${nameOf(path)}.empty`);
  }
  await world.stop();
});
