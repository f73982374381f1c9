import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** What the other theme can change: its colours. Everything else was looked at in the first. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** No violation of what is on screen now, or of the part of it that `part` selects, in light and in dark. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // Next streams it in after the page.
  await expect(page).toHaveTitle(/./);
  await expectNoViolation(page, part, 'light', {});
  await expectNoViolation(page, part, 'dark', { runOnly: COLOUR_RULES });
}

async function expectNoViolation(
  page: Page,
  part: string,
  colorScheme: 'light' | 'dark',
  options: axe.RunOptions,
): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
  // A document that was scanned before has the engine, which is half a megabyte of script.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(scan, { part, options });
  expect(found, `${page.url()}, ${colorScheme}`).toEqual([]);
}

/** Runs in the page. Telling in detail what is right would take half of the time of a scan. */
async function scan({ part, options }: { part: string; options: axe.RunOptions }): Promise<string[]> {
  if (window.axe === undefined) throw new Error('axe was not loaded');
  const { violations } = await window.axe.run(part, { ...options, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
