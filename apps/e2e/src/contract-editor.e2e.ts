import { expect, test, type Browser, type Page } from '@playwright/test';
import type { DraftView, ServiceView, UserView } from '@accord/contract/http';
import { expectAccessible } from './world/axe.js';
import { placeOf } from './world/contracts.js';
import { openPage } from './world/open-page.js';
import { logIn } from './world/people.js';
import { ADMIN, startWorld, type World } from './world/world.js';

const ISS = 'https://auth.editor.test';
const PLACE = '/services/billing/production';
const BASE = placeOf('billing');
const EDITOR = { email: 'edith@accord.test', password: 'a-long-enough-password', name: 'Edith' };

let world: World;

test.beforeAll(async () => {
  world = await startWorld({});
  await world.admin.call('POST', '/v1/issuers', {
    kind: 'managed',
    name: 'auth',
    issuer: ISS,
    algorithms: ['ES256'],
    interval_seconds: 86_400,
  });
  await world.admin.call('POST', '/v1/services', { name: 'billing', owner: 'commerce' });
  await world.admin.call<UserView>('POST', '/v1/users', { ...EDITOR, role: 'editor' });
});

test.afterAll(async () => {
  await world.stop();
});

/** A browser of one's own for each person. */
async function logInApart(browser: Browser, who: typeof ADMIN, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await logIn(page, world, who, path);
  return page;
}

const json = (page: Page) => page.getByRole('textbox', { name: 'Contract as JSON' });
const status = (page: Page) => page.getByRole('status', { name: 'Draft' });
/** Next has an alert of its own, which tells page titles. */
const alertIn = (page: Page) => page.getByRole('main').getByRole('alert');
/** What the lint marks beside the JSON. */
const marks = (page: Page) => page.locator('.cm-lint-marker-error');
const addTo = (page: Page, list: string) => page.getByRole('textbox', { name: `Add to ${list}` });
/** Types behind the first brace of the JSON, in whose first line nothing else stands. */
async function insertMember(page: Page, member: string): Promise<void> {
  await json(page).press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.insertText(`${member},`);
}
/** From the title of the page to the form, which is not to jump while somebody types beside it. */
async function roomAboveForm(page: Page): Promise<number> {
  const top = async (name: string) =>
    (await page.getByRole('heading', { name, exact: true }).boundingBox())?.y ?? NaN;
  return Math.round((await top('Basics')) - (await top('Contract of billing in production')));
}
const savedDraft = () => world.admin.get<DraftView>(`${BASE}/draft`);

test('a contract is written, disputed, published and rolled back', async ({ browser }) => {
  const page = await logInApart(browser, ADMIN, '/services/billing');

  await test.step('the first contract, by form; the JSON follows and the lint points at the field', async () => {
    await page.getByRole('tab', { name: 'production' }).click();
    await page.keyboard.press('Tab');
    const contract = page.getByRole('tabpanel', { name: 'production' });
    await expect(contract).toBeFocused();
    await expect(contract).not.toHaveCSS('outline-style', 'none');
    await page.getByRole('link', { name: 'Write the contract' }).click();
    await expect(page).toHaveURL(`${world.dashboardUrl}${PLACE}/edit`);
    const audiences = page.getByRole('group', { name: 'Audiences' });
    await expect(audiences.getByText('audience_missing')).toBeVisible();
    await expect(status(page)).toHaveText('Nothing saved yet');
    await addTo(page, 'Audiences').fill('https://billing.test');
    await addTo(page, 'Audiences').press('Enter');
    await expect(json(page)).toContainText('"https://billing.test"');
    await page.getByRole('button', { name: 'Add issuer' }).click();
    await page.getByRole('combobox', { name: 'Issuer', exact: true }).fill('https://nobody.test');
    await page.getByRole('checkbox', { name: 'ES256' }).check();
    await addTo(page, 'typ header').fill('at+jwt');
    await addTo(page, 'typ header').press('Enter');
    await expect(audiences.getByText('audience_missing')).toBeHidden();
    await expect(status(page)).toHaveText('Draft saved');
    // Only the server knows which issuers there are.
    await expect(page.getByText('issuer_unknown').first()).toBeVisible();
    await page.getByRole('combobox', { name: 'Issuer', exact: true }).fill(ISS);
    await expect(page.getByText('issuer_unknown')).toHaveCount(0);
    await expect(status(page)).toHaveText('Draft saved');
    expect((await savedDraft()).contract).toMatchObject({
      issuers: [{ issuer: ISS, algorithms: ['ES256'] }],
      audiences: ['https://billing.test'],
    });
    await expectAccessible(page, 'main');
  });

  await test.step('a preset fills in what a product’s tokens look like, and can be taken back', async () => {
    await page.getByLabel('Tokens issued by').selectOption('Keycloak');
    await expect(page.getByText('Give the client an audience mapper')).toBeVisible();
    await page.getByRole('button', { name: 'Fill in' }).click();
    await expect(json(page)).toContainText('"realm_access"');
    await expect(page.getByRole('combobox', { name: 'Issuer', exact: true })).toHaveValue(ISS);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(json(page)).not.toContainText('"realm_access"');
    await expect(status(page)).toHaveText('Draft saved');
  });

  await test.step('a path can be tried before anything is published', async () => {
    const answer = page.getByRole('status', { name: 'What the request needs' });
    await page.getByLabel('Path', { exact: true }).fill('/a//b');
    await expect(answer).toContainText('path_ambiguous');
    await page.getByLabel('Path', { exact: true }).fill('/invoices/7');
    await expect(answer).toContainText('No route names it.');
  });

  await test.step('what is typed as JSON stands in the form; a broken text loses nothing', async () => {
    // The editor comes when somebody turns to the text, and takes the focus over.
    await json(page).focus();
    await expect(page.locator('.cm-content')).toBeFocused();
    await json(page).press('ControlOrMeta+End');
    await page.keyboard.type('x');
    await expect(status(page)).toHaveText('Not saved: the JSON cannot be read');
    await page.keyboard.press('Backspace');
    await expect(status(page)).toHaveText('Draft saved');
    await insertMember(page, '"enforcement": "report_only"');
    await expect(page.getByLabel('Enforcement', { exact: true })).toHaveValue('report_only');
    await page.getByRole('button', { name: 'Use the default for Enforcement' }).click();
    await expect(json(page)).not.toContainText('report_only');
    await expect(status(page)).toHaveText('Draft saved');
  });

  await test.step('the JSON marks what only the server finds, until the form corrects it', async () => {
    await insertMember(page, '"time": { "max_lifetime_seconds": null }');
    await expect(page.getByText('lifetime_unlimited').first()).toBeVisible();
    await expect(marks(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Use the default for Longest lifetime' }).click();
    await expect(marks(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Add issuer' }).click();
    await expect(marks(page)).not.toHaveCount(0);
    await expect(status(page)).toHaveText('Draft saved');
    await page.getByRole('button', { name: 'Remove issuer 2' }).click();
    await expect(marks(page)).toHaveCount(0);
    await expect(status(page)).toHaveText('Draft saved');
  });

  await test.step('a member that stands twice is an error, and is there after a look at another page', async () => {
    const before = (await savedDraft()).etag;
    const room = await roomAboveForm(page);
    await insertMember(page, '"audiences": ["https://twice.test"]');
    await expect(status(page)).toHaveText('Not saved: the JSON cannot be read');
    await expect(marks(page)).toHaveCount(1);
    expect(await roomAboveForm(page)).toBe(room);
    await page.getByRole('link', { name: 'Versions', exact: true }).click();
    await expect(page).toHaveURL(`${world.dashboardUrl}${PLACE}/versions`);
    await page.goBack();
    await expect(status(page)).toHaveText('Not saved: the JSON cannot be read');
    await expect(json(page)).toContainText('"https://twice.test"');
    expect((await savedDraft()).etag).toBe(before);

    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();

    await json(page).focus();
    await expect(page.locator('.cm-content')).toBeFocused();
    await json(page).press('ControlOrMeta+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await expect(status(page)).toHaveText('Draft saved');
    await expect(json(page)).not.toContainText('twice.test');
  });

  await test.step('what is half typed for a list stays in its box', async () => {
    await addTo(page, 'Audiences').fill('https://half');
    await addTo(page, 'Audiences').blur();
    await expect(addTo(page, 'Audiences')).toHaveValue('https://half');
    await expect(json(page)).not.toContainText('https://half');
    await addTo(page, 'Audiences').clear();
  });

  await test.step('warnings that are open stand in the dialog that publishes', async () => {
    await page.getByLabel('Enforcement', { exact: true }).selectOption('report_only');
    await expect(status(page)).toHaveText('Draft saved');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish to billing in production?' });
    await expect(dialog.getByText('enforcement_report_only')).toBeVisible();
    await dialog.getByRole('button', { name: 'Go on editing' }).click();
    await page.getByRole('button', { name: 'Use the default for Enforcement' }).click();
    await expect(status(page)).toHaveText('Draft saved');
  });

  await test.step('publish with a reason', async () => {
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish to billing in production?' });
    await expect(dialog.getByText(/first contract/)).toBeVisible();
    await dialog.getByLabel('Reason').fill('Billing checks its tokens');
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('dialog', { name: 'v1 is in force' })).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await expect(status(page)).toHaveText('No changes');
  });

  const edith = await logInApart(browser, EDITOR, `${PLACE}/edit`);
  await test.step('two sessions edit one draft: nothing is overwritten unseen', async () => {
    await addTo(edith, 'Audiences').fill('https://reports.test');
    await addTo(edith, 'Audiences').press('Enter');
    await expect(status(edith)).toHaveText('Draft saved');
    await addTo(page, 'Audiences').fill('https://mine.test');
    await addTo(page, 'Audiences').press('Enter');
    const conflict = page.getByRole('dialog', { name: 'Somebody else changed this draft' });
    await expect(conflict.getByText('Edith')).toBeVisible();
    await expect(conflict.getByRole('group')).toContainText('https://reports.test');
    await expect(conflict.getByRole('group')).toContainText('https://mine.test');
    expect((await savedDraft()).contract['audiences']).toEqual([
      'https://billing.test',
      'https://reports.test',
    ]);
    await expectAccessible(page, '[role=dialog]');
    await conflict.getByRole('button', { name: 'Keep mine' }).click();
    await expect(status(page)).toHaveText('Draft saved');
    expect((await savedDraft()).contract['audiences']).toEqual(['https://billing.test', 'https://mine.test']);
  });

  await test.step('an editor may write, but reads why not publish', async () => {
    const publish = edith.getByRole('button', { name: 'Publish…' });
    await expect(publish).toHaveAttribute('aria-disabled', 'true');
    await expect(publish).toHaveAccessibleDescription(/does not include contracts:publish/);
  });

  await test.step('a session that ends in mid-edit loses nothing', async () => {
    await page.getByRole('checkbox', { name: 'Any client' }).uncheck();
    await addTo(page, 'Allowed clients').fill('shop');
    await expect(status(page)).toHaveText('Draft saved');
    // The next save finds no session, and its dialog covers the form: the edit must be whole by then.
    await page.context().clearCookies();
    await addTo(page, 'Allowed clients').press('Enter');
    const ended = page.getByRole('dialog', { name: 'Your session has ended' });
    await ended.getByLabel('Password').fill(ADMIN.password);
    await ended.getByRole('button', { name: 'Log in', exact: true }).click();
    await expect(status(page)).toHaveText('Draft saved');
    expect((await savedDraft()).contract).toMatchObject({ claims: { allowed_clients: ['shop'] } });
  });

  await test.step('the API down and back: pages say so, nothing typed is lost, and it is saved without a click', async () => {
    const other = await page.context().newPage();
    await openPage(other, `${world.dashboardUrl}/services`);
    await world.killApi();
    await addTo(page, 'Allowed clients').fill('kiosk');
    await addTo(page, 'Allowed clients').press('Enter');
    await expect(status(page)).toContainText('Not saved: The API cannot be reached');
    await expect(alertIn(page)).toContainText('What you wrote is still here.');
    await expect(status(page).getByRole('button', { name: 'Save again' })).toBeVisible();
    await expect(page.getByText(/^Stale \d/)).toBeVisible();
    await expect(json(page)).toContainText('"kiosk"');
    await expectAccessible(page, 'main');
    await other.goto(`${world.dashboardUrl}${PLACE}/edit`);
    await expect(alertIn(other)).toContainText('The API cannot be reached');
    await expect(other.getByText('Nothing is in force')).toHaveCount(0);
    await other.goto(`${world.dashboardUrl}/services`);
    await expect(alertIn(other)).toContainText('The API cannot be reached');
    await expect(alertIn(other).getByRole('button', { name: 'Try again' })).toBeVisible();

    await world.startApi();
    await expect(status(page)).toHaveText('Draft saved');
    expect((await savedDraft()).contract).toMatchObject({ claims: { allowed_clients: ['shop', 'kiosk'] } });
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await expect(other.getByRole('link', { name: 'billing' })).toBeVisible();
    await other.close();
  });

  await test.step('publish the second version against the first', async () => {
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish to billing in production?' });
    const changes = dialog.getByRole('list', { name: 'Changes' });
    await expect(changes.getByText('Looser').first()).toBeVisible();
    await expect(changes.getByText('Tighter').first()).toBeVisible();
    await dialog.getByLabel('Reason').fill('Mine as well');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('link', { name: 'See v2 in the history' }).click();
    await expect(page).toHaveURL(`${world.dashboardUrl}${PLACE}/versions`);
  });

  await test.step('compare and roll back', async () => {
    await expect(page.getByText('Mine as well').first()).toBeVisible();
    await expect(page.getByRole('list', { name: 'Changes' }).getByText(/mine\.test/)).toBeVisible();
    await expectAccessible(page, 'main');
    await page.getByRole('button', { name: 'Roll back to v1' }).click();
    const dialog = page.getByRole('dialog', { name: 'Roll back to v1?' });
    await dialog.getByLabel('Reason').fill('Clients were not ready');
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Roll back' }).click();
    await expect(page.getByText('Clients were not ready').first()).toBeVisible();
    const { environments } = await world.admin.get<ServiceView>('/v1/services/billing');
    expect(environments.find(({ environment }) => environment === 'production')?.published).toMatchObject({
      version: 3,
      reason: 'Clients were not ready',
    });
  });

  await test.step('a viewer reads everything, and why nothing can be changed', async () => {
    const { items } = await world.admin.get<{ items: UserView[] }>('/v1/users');
    const id = items.find(({ email }) => email === EDITOR.email)?.id ?? '';
    await world.admin.call('PATCH', `/v1/users/${id}`, { role: 'viewer' });
    await edith.goto(`${world.dashboardUrl}${PLACE}/edit`);
    await expect(edith.getByText(/does not include contracts:write/).first()).toBeVisible();
    await expect(status(edith)).toHaveText('Read only');
    await expect(edith.getByRole('button', { name: 'Add issuer' })).toHaveCount(0);
    await expect(json(edith)).toHaveAttribute('aria-readonly', 'true');
    await edith.goto(`${world.dashboardUrl}${PLACE}/versions`);
    await expect(edith.getByRole('button', { name: 'Roll back to v2' })).toHaveAccessibleDescription(
      /does not include contracts:publish/,
    );
  });
});
