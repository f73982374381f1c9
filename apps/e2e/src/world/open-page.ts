import { expect, type Page } from '@playwright/test';

/** Opens a page of the dashboard and waits until everything that it loads is there. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[data-skeleton]')).toHaveCount(0);
}

/** Opens a page of the dashboard while the API fails, and waits until it says so. */
export async function openFailingPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const main = page.getByRole('main');
  // The inspector asks nothing of the API before somebody presses its button.
  const said = main.getByRole('alert').or(main.getByRole('button', { name: 'Inspect' }));
  await expect(said.first()).toBeVisible();
}
