import type { Page } from '@playwright/test';
import { NOW, type Shop } from './shop.js';

/** How a browser is set up whose pictures are compared, in `test.use`. */
export const STILL = {
  timezoneId: 'UTC',
  locale: 'en-GB',
  contextOptions: { reducedMotion: 'reduce' },
} as const;

/** Holds the page's clock at the shop's, and lets its answers and addresses carry what stands for what is new on every run. */
export async function freeze(page: Page, { standIns }: Shop): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.route(/\/v1\/(?!events)/, async (route) => {
    let url = route.request().url();
    for (const [random, standIn] of standIns) url = url.replaceAll(standIn, random);
    // A server may close a kept connection just when the next request is on its way; browsers ask again by themselves.
    const answer = await route.fetch({ url, maxRetries: 2 });
    let body = await answer.text();
    for (const [random, standIn] of standIns) body = body.replaceAll(random, standIn);
    await route.fulfill({ response: answer, body });
  });
}

/**
 * Every machine has another font for code: the one that looks the same everywhere is the one that we ship. A
 * constructed sheet, because the page's policy lets no other in.
 */
export async function useOwnFontOnly(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { font-family: 'Inter Variable', sans-serif !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}
