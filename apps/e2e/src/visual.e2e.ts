import { expect, test } from '@playwright/test';
import { openPage } from './world/open-page.js';
import { logIn } from './world/people.js';
import { startShop, type Shop } from './world/shop.js';
import { freeze, STILL, useOwnFontOnly } from './world/still.js';
import { ADMIN } from './world/world.js';

/** The pictures are in `pictures/`; CONTRIBUTING.md says how to renew them. */
const SCREENS = {
  services: '/services',
  service: '/services/orders',
  editor: '/services/payments/production/edit',
  versions: '/services/orders/production/versions',
  rotation: '/rotation',
  issuer: '/rotation?issuer=auth',
  failures: '/failures',
  // Of one service: instances that are equal stand in the order of the services' random ids.
  fleet: '/fleet?search=orders',
  inspector: '/inspector',
  revocations: '/revocations',
  audit: '/audit',
  start: '/start',
} as const;
type Screen = keyof typeof SCREENS;

const IN_THE_DARK: readonly Screen[] = ['issuer', 'failures'];
const ON_A_PHONE: readonly Screen[] = ['services', 'audit'];

test.use({ ...STILL, trace: 'off' });

let shop: Shop;
test.beforeAll(async () => {
  shop = await startShop();
});
test.afterAll(async () => {
  await shop.world.stop();
});

test('the main screens look as they did', async ({ page }) => {
  await freeze(page, shop);
  await logIn(page, shop.world, ADMIN, '/services');
  const look = expect.configure({ soft: true, timeout: 15_000 });
  for (const screen of Object.keys(SCREENS) as Screen[]) {
    await openPage(page, `${shop.world.dashboardUrl}${SCREENS[screen]}`);
    await useOwnFontOnly(page);
    await look(page).toHaveScreenshot(`${screen}.png`);
    if (IN_THE_DARK.includes(screen)) {
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await look(page).toHaveScreenshot(`${screen}-dark.png`);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    if (ON_A_PHONE.includes(screen)) {
      await page.setViewportSize({ width: 390, height: 844 });
      await look(page).toHaveScreenshot(`${screen}-phone.png`);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  }
});
