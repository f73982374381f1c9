import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What the other theme can change: its colours. Everything else was looked at in the first. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** No violation of what is on screen now, or of the part of it that `part` selects, in light and in dark. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  await expectNoViolation(page, 'light', scan(page, part));
  await expectNoViolation(page, 'dark', scan(page, part).withRules(COLOUR_RULES));
}

/**
 * Without frames on our pages, the mode for them would only open a second page for each scan. Telling in detail what is
 * right takes half of the time of a scan.
 */
const scan = (page: Page, part: string) =>
  new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .include(part);

async function expectNoViolation(
  page: Page,
  colorScheme: 'light' | 'dark',
  builder: AxeBuilder,
): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
  const { violations } = await builder.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${colorScheme} ${id}: ${html}`),
  );
  expect(found, page.url()).toEqual([]);
}
