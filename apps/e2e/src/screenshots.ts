import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { openFailingPage, openPage } from './world/open-page.js';
import { logIn } from './world/people.js';
import { screensOf } from './world/screens.js';
import { startShop, type Shop } from './world/shop.js';
import { freeze, STILL } from './world/still.js';
import { ADMIN } from './world/world.js';

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
];
/** The button that opens a dialog, by its page. */
const DIALOGS: Record<string, readonly (string | RegExp)[]> = {
  '/services': ['New service', 'Go to…'],
  '/services/payments/production/edit': ['Publish…'],
  '/services/orders/production/versions': ['Roll back to v1'],
  '/rotation?issuer=auth': ['Rotate now', /^Edit the schedule/],
  '/rotation': ['New issuer'],
  '/revocations': ['Revoke'],
  '/settings/people': ['Add a person'],
  '/settings/tokens': ['New token'],
  '/settings/credentials': ['New credential'],
  '/settings/environments': ['Add an environment'],
  '/settings/trust-keys': ['Add a key'],
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

const nameOf = (text: string | RegExp) =>
  String(text)
    .replaceAll(/[^a-z0-9]+/gi, '-')
    .replaceAll(/^-|-$/g, '');

test('every screen, its dialogs, and what it says when the API fails', async ({ page }) => {
  const { world } = shop;
  await freeze(page, shop);
  await openPage(page, `${world.dashboardUrl}/login`);
  await picture(page, 'login');
  await logIn(page, world, ADMIN, '/services');
  const paths = [...(await screensOf(page, world)), ...DEEPER];
  for (const path of paths) {
    await openPage(page, `${world.dashboardUrl}${path}`);
    await picture(page, nameOf(path));
    for (const button of DIALOGS[path] ?? []) {
      await openPage(page, `${world.dashboardUrl}${path}`);
      await page.getByRole('button', { name: button }).first().click();
      await expect(page.getByRole('dialog').first()).toBeVisible();
      await picture(page, `${nameOf(path)}.dialog-${nameOf(button)}`, false);
    }
  }
  await page.route(/\/v1\/(?!session\b)/, (route) => route.fulfill({ status: 503, body: 'no upstream' }));
  for (const path of paths) {
    await openFailingPage(page, `${world.dashboardUrl}${path}`);
    await picture(page, `${nameOf(path)}.error`);
  }
});
