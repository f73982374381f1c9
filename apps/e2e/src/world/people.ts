import type { Page } from '@playwright/test';
import { ADMIN, type World } from './world.js';

export const VIEWER = { email: 'viewer@accord.test', password: 'another-long-password' };

/** An account that may only look. */
export async function createViewer(world: World): Promise<void> {
  await world.admin.call('POST', '/v1/users', { ...VIEWER, name: 'Vera Viewer', role: 'viewer' });
}

/** Logs in and waits until the page after the log-in is there. */
export async function logIn(page: Page, world: World, who: typeof ADMIN, path: string): Promise<void> {
  await page.goto(`${world.dashboardUrl}${path}`);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((url) => url.pathname === path.split('?')[0]);
}
