import { expect, test, type Page } from '@playwright/test';
import type { SpawnedProcess } from '@accord/testing';
import { expectAccessible } from './world/axe.js';
import { startDemo } from './world/demo.js';
import { openFailingPage, openPage } from './world/open-page.js';
import { logIn } from './world/people.js';
import { screensOf } from './world/screens.js';
import { ADMIN, startWorld, type World } from './world/world.js';

const WIDTHS = [
  { name: 'desktop', width: 1440, height: 900 },
  // What is left of 1440 pixels at 200 % (WCAG 2.2, 1.4.4).
  { name: 'zoomed', width: 720, height: 450 },
  { name: 'phone', width: 390, height: 844 },
  // What is left of 1280 pixels at 400 % (WCAG 2.2, 1.4.10).
  { name: 'narrow', width: 320, height: 640 },
] as const;

const softly = expect.configure({ soft: true, timeout: 10_000 });

let world: World;
let demo: SpawnedProcess;

test.beforeAll(async () => {
  world = await startWorld({ ACCORD_REPORT_SECONDS: '2' });
  ({ demo } = await startDemo(world));
});

test.afterAll(async () => {
  await demo.kill('SIGTERM');
  await world.stop();
});

const open = (page: Page, path: string) => openPage(page, `${world.dashboardUrl}${path}`);

async function expectNoSidewaysScroll(page: Page, path: string): Promise<void> {
  const over = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  // What measures itself follows a moment after the window.
  await softly.poll(over, `${path} at ${page.viewportSize()?.width ?? 0} px`).toBeLessThanOrEqual(0);
}

test('every screen is accessible in light and dark, and fits on a phone, at 200 % and at 400 %', async ({
  page,
}) => {
  await logIn(page, world, ADMIN, '/services');
  for (const path of [...(await screensOf(page, world)), '/nothing-here']) {
    await page.setViewportSize(WIDTHS[0]);
    await open(page, path);
    for (const { name, ...size } of WIDTHS) {
      await page.setViewportSize(size);
      await expectNoSidewaysScroll(page, path);
      if (name === 'desktop') await expectAccessible(page);
    }
  }
});

test('every screen says what is wrong when the API fails', async ({ page }) => {
  await logIn(page, world, ADMIN, '/services');
  const paths = await screensOf(page, world);
  await page.route(/\/v1\/(?!session\b)/, (route) => route.fulfill({ status: 503, body: 'no upstream' }));
  for (const path of paths) {
    await openFailingPage(page, `${world.dashboardUrl}${path}`);
    // What is around it is as in the test before.
    await expectAccessible(page, 'main');
  }
});
