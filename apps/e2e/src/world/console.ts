import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { ADMIN, type World } from './world.js';

/** Logs the administrator in; the page ends where it was going. */
export async function logIn(page: Page, world: World): Promise<void> {
  if (!page.url().includes('/login')) await page.goto(`${world.dashboardUrl}/login`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('banner')).toBeVisible();
}

/** Fails with every element in which axe finds something. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  expect.soft(found, page.url()).toEqual([]);
}
