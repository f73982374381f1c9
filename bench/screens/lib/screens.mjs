/** Every page, and what somebody does on it first. The service is the one with 2,000 instances. */
const PLACE = '/services/api-00000/production';

/** Opens the quick switcher, looks for something in it, and closes it again. */
async function switcher(page) {
  await page.keyboard.press('Control+K');
  const search = page.getByRole('dialog').getByRole('combobox');
  await search.waitFor();
  await page.keyboard.type('ledger-0', { delay: 30 });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await search.waitFor({ state: 'detached' });
}

/** Types into a list's own search, and then opens the switcher. */
const listOf = (label) => async (page) => {
  await page.getByRole('main').getByLabel(label).first().click();
  await page.keyboard.type('ledger-04', { delay: 30 });
  await switcher(page);
};

export const screens = [
  ['/', switcher],
  ['/start', switcher],
  ['/services', listOf(/search/i)],
  ['/services/api-00000', switcher],
  [`${PLACE}/edit`, switcher],
  [`${PLACE}/versions`, switcher],
  ['/rotation', switcher],
  ['/failures', switcher],
  ['/fleet', switcher],
  ['/inspector', switcher],
  ['/revocations', switcher],
  ['/audit', switcher],
  ['/settings/people', switcher],
  ['/settings/credentials', switcher],
  ['/settings/tokens', switcher],
  ['/settings/environments', switcher],
  ['/settings/baseline', switcher],
  ['/settings/sessions', switcher],
  ['/settings/about', switcher],
];
