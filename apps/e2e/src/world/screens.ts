import { expect, type Page } from '@playwright/test';
import type { World } from './world.js';

/** Every page that the navigation leads to: a new one is looked at without being named here. The first steps leave it. */
export async function screensOf(page: Page, { dashboardUrl }: World): Promise<string[]> {
  const found = await linksIn(page, 'Main');
  await page.goto(`${dashboardUrl}/settings/sessions`);
  const settings = await linksIn(page, 'Settings');
  return [...new Set([...found, '/services/orders', '/start', ...settings])].filter(
    (path) => path !== '/settings',
  );
}

async function linksIn(page: Page, navigation: string): Promise<string[]> {
  const links = page.getByRole('navigation', { name: navigation }).getByRole('link');
  await expect(links.first()).toBeVisible();
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
}
