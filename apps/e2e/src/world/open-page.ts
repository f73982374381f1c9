import { expect, type Page } from '@playwright/test';

/** Opens a page of the dashboard and waits until everything that it loads is there. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[data-skeleton]')).toHaveCount(0);
}
