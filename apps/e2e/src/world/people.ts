import type { Role } from '@accord/contract';
import type { Page } from '@playwright/test';
import { ADMIN, type World } from './world.js';

const password = 'another-long-password';
export const VIEWER = { email: 'viewer@accord.test', password };
export const APPROVER = { email: 'approver@accord.test', password };
export const AUDITOR = { email: 'auditor@accord.test', password };

/** An account that may only look. */
export const createViewer = (world: World): Promise<void> => createPerson(world, VIEWER, 'viewer');

export async function createPerson(world: World, who: typeof VIEWER, role: Role): Promise<void> {
  await world.admin.call('POST', '/v1/users', { ...who, name: `The ${role}`, role });
}

/** Logs in and waits until the page after the log-in is there. */
export async function logIn(page: Page, world: World, who: typeof ADMIN, path: string): Promise<void> {
  await page.goto(`${world.dashboardUrl}${path}`);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((url) => url.pathname === path.split('?')[0]);
}
