import { parseEnv } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { freePort, type SpawnedProcess } from '@accord/testing';
import { expectAccessible } from './world/axe.js';
import { callService } from './world/connected-service.js';
import { openPage } from './world/open-page.js';
import { createViewer, logIn, VIEWER } from './world/people.js';
import { screensOf } from './world/screens.js';
import { Signer } from './world/signer.js';
import { ADMIN, startWorld, type World } from './world/world.js';

const ISS = 'https://auth.first.test';
const AUD = 'https://payments.first.test';

let world: World;
let service: SpawnedProcess | undefined;

test.beforeAll(async () => {
  world = await startWorld({ ACCORD_REPORT_SECONDS: '2' });
  await createViewer(world);
});

test.afterAll(async () => {
  await service?.kill('SIGTERM');
  await world.stop();
});

const step = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
const done = (page: Page, title: string) => step(page, title).getByRole('heading', { name: /: done$/ });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

test('from an empty installation to the first good and the first bad token', async ({ page }) => {
  await test.step('an empty installation begins with the first steps', async () => {
    await page.goto(`${world.dashboardUrl}/`);
    await page.getByLabel('E-mail').fill(ADMIN.email);
    await page.getByLabel('Password').fill(ADMIN.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page).toHaveURL(`${world.dashboardUrl}/start`);
    await expect(page.getByText('1 of 8 done')).toBeVisible();
  });

  await test.step('every screen is accessible while there is nothing to show', async () => {
    for (const path of await screensOf(page, world)) {
      await openPage(page, `${world.dashboardUrl}${path}`);
      await expectAccessible(page);
    }
    await openPage(page, `${world.dashboardUrl}/start`);
  });

  await test.step('an issuer; what the API refuses stays in the form', async () => {
    await page.getByRole('button', { name: 'New issuer' }).click();
    const form = dialog(page, 'New issuer');
    await form.getByRole('button', { name: 'Accord makes them' }).click();
    await form.getByLabel('Name', { exact: true }).fill('Not A Name');
    await form.getByLabel('Issuer URL').fill(ISS);
    await form.getByRole('button', { name: 'Create' }).click();
    await expect(form.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await expect(form.getByLabel('Issuer URL')).toHaveValue(ISS);
    await expectAccessible(page, '[role=dialog]');
    await form.getByLabel('Name', { exact: true }).fill('main');
    await form.getByRole('button', { name: 'Create' }).click();
    await expect(done(page, 'Say who issues your tokens')).toBeVisible();
  });

  await test.step('a service', async () => {
    await page.getByRole('button', { name: 'New service' }).click();
    const form = dialog(page, 'New service');
    await form.getByLabel('Name', { exact: true }).fill('payments');
    await form.getByLabel('Owner', { exact: true }).fill('Money Movement');
    await form.getByRole('button', { name: 'Create' }).click();
    await expect(done(page, 'Create a service')).toBeVisible();
  });

  await test.step('its contract: only the audience is left to say', async () => {
    await page.getByRole('link', { name: 'Write the contract' }).click();
    const audience = page.getByRole('textbox', { name: 'Add to Audiences' });
    await audience.fill(AUD);
    await audience.press('Enter');
    await expect(page.getByRole('status', { name: 'Draft' })).toHaveText('Draft saved');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const publish = dialog(page, 'Publish to payments in production?');
    await publish.getByLabel('Reason').fill('The first contract');
    await publish.getByRole('button', { name: 'Publish' }).click();
    await expect(dialog(page, 'v1 is in force')).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await page.goto(`${world.dashboardUrl}/start`);
    await expect(done(page, 'Publish its contract')).toBeVisible();
  });

  const port = await freePort();
  await test.step('a credential, shown once, with all that the instance needs', async () => {
    await page.getByRole('button', { name: 'New credential' }).click();
    await dialog(page, 'New credential for payments in production')
      .getByRole('button', { name: 'Create' })
      .click();
    const shown = dialog(page, 'Connect payments in production');
    const variables = await shown.getByRole('group', { name: 'Environment variables' }).innerText();
    await expectAccessible(page, '[role=dialog]');
    const { ACCORD_CREDENTIAL: secret = '', ...rest } = parseEnv(variables);
    expect(secret).toMatch(/^acc_sc_/);
    // Escape must not throw away what nobody can show again.
    await page.keyboard.press('Escape');
    await expect(shown).toBeVisible();
    expect(page.url()).not.toContain(secret);
    await shown.getByRole('button', { name: 'I have copied it' }).click();
    await expect(page.getByText(secret)).toHaveCount(0);
    await expect(step(page, 'Start an instance')).toContainText('Waiting for your instance of payments');
    service = world.spawn('apps/e2e/dist/fixtures/service.js', {
      ...(rest as Record<string, string>),
      ACCORD_CREDENTIAL: secret,
      ACCORD_CACHE_DIR: world.dataDir,
      PORT: String(port),
    });
  });

  await test.step('the instance arrives while one looks', async () => {
    await expect(done(page, 'Start an instance')).toBeVisible();
  });

  await test.step('a good and a bad token tick the rest', async () => {
    await service?.waitForOutput(/ready/, 60_000);
    const signer = await Signer.register(world.admin, 'main');
    const { token } = await signer.token({ iss: ISS, aud: AUD, scope: 'pay', lifetimeSeconds: 60 });
    expect(await callService(port, token)).toBe(200);
    await expect(done(page, 'See the first good token')).toBeVisible();
    expect(await callService(port, 'not-a-token')).toBe(401);
    await expect(done(page, 'See the first bad token')).toBeVisible();
    await expect(page.getByText('8 of 8 done')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('everything is found by its name, from the keyboard', async () => {
    await page.keyboard.press('Control+k');
    const search = page.getByRole('combobox', { name: 'Search pages, services, issuers and keys' });
    await search.fill('paym');
    await expect(page.getByRole('option', { name: /payments/ })).toBeVisible();
    await expectAccessible(page, '[role=dialog]');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/services\/payments/);
    await page.keyboard.press('Control+k');
    await search.fill('rotation');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/rotation/);
  });
});

test('a viewer reads why nothing can be made', async ({ page }) => {
  await logIn(page, world, VIEWER, '/services');
  const button = page.getByRole('button', { name: 'New service' });
  await expect(button).toHaveAccessibleDescription(/does not include services:write/);
  await button.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
