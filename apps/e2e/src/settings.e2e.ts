import { expect, test, type Page } from '@playwright/test';
import type { ValidationContractInput } from '@accord/contract';
import type { BaselineView, TrustKeys } from '@accord/contract/http';
import { type SpawnedProcess, freePort } from '@accord/testing';
import { expectAccessible } from './world/axe.js';
import { connectService } from './world/connected-service.js';
import { placeOf, publishContract } from './world/contracts.js';
import { createViewer, logIn, VIEWER } from './world/people.js';
import { ADMIN, startWorld, type World } from './world/world.js';

const BASE = placeOf('orders');
const ISSUER = 'https://auth.settings.test';

let world: World;
let instance: SpawnedProcess;

test.beforeAll(async () => {
  world = await startWorld({});
  await createViewer(world);
  await world.admin.call('POST', '/v1/issuers', {
    kind: 'managed',
    name: 'auth',
    issuer: ISSUER,
    algorithms: ['ES256'],
    interval_seconds: 86_400,
  });
  await world.admin.call('POST', '/v1/services', { name: 'orders', owner: 'commerce' });
  const contract: ValidationContractInput = {
    schema: 1,
    issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }],
    audiences: ['https://orders.settings.test'],
    token_type: { typ: ['at+jwt'] },
    time: { max_lifetime_seconds: 900 },
  };
  await publishContract(world.admin, BASE, contract, 'first');
  instance = (await connectService(world, 'orders', await freePort()))();
});

test.afterAll(async () => {
  await instance.kill('SIGTERM');
  await world.stop();
});

async function go(page: Page, section: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: section }).click();
  await expect(page.getByRole('heading', { level: 1, name: section })).toBeVisible();
  await expect(page.locator('[data-skeleton]')).toHaveCount(0);
}

/** Reads a secret that is shown once, closes its dialog, and sees it gone from page and address. */
async function takeSecret(page: Page, what: string): Promise<string> {
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('nobody can show it again')).toBeVisible();
  await page.keyboard.press('Escape');
  const secret = await dialog.getByRole('group', { name: what }).innerText();
  await dialog.getByRole('button', { name: 'I have copied it' }).press('Enter');
  await expect(dialog).toBeHidden();
  expect(await page.content()).not.toContain(secret);
  expect(page.url()).not.toContain(secret);
  return secret;
}

const statusWith = async (token: string) =>
  (await fetch(`${world.admin.url}/v1/session`, { headers: { authorization: `Bearer ${token}` } })).status;

test('an administrator looks after people, secrets and guard rails', async ({ page }) => {
  await logIn(page, world, ADMIN, '/settings/sessions');
  const dialog = page.getByRole('dialog');

  await test.step('sessions: the one in use is marked, another one is ended', async () => {
    await expect(page.getByText('this one')).toBeVisible();
    const session = await fetch(`${world.admin.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'curl/8.5.0' },
      body: JSON.stringify(VIEWER),
    });
    expect(session.status).toBe(201);
    await page.getByRole('button', { name: 'Everybody’s' }).click();
    await expect(page).toHaveURL(/scope=all/);
    const row = page.getByRole('row', { name: /viewer@accord\.test/ });
    await row.getByRole('button', { name: /^End session of/ }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'End', exact: true }).click();
    await expect(row).toHaveCount(0);
  });

  await test.step('people: a new one logs in with the password that was shown once', async () => {
    await go(page, 'People');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await dialog.getByLabel('Name').fill('Erin Editor');
    await dialog.getByLabel('E-mail').fill('erin@accord.test');
    await dialog.getByLabel('Role').selectOption('editor');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    const password = await takeSecret(page, 'Password of erin@accord.test');
    const answer = await fetch(`${world.admin.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'erin@accord.test', password }),
    });
    expect(answer.status).toBe(201);
    await page.getByRole('searchbox').fill('erin');
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('button', { name: 'Disable: Erin Editor' }).click();
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await expect(page.getByRole('row', { name: /Erin/ }).getByText('Disabled')).toBeVisible();
    await page.getByRole('searchbox').fill('');
  });

  await test.step('people: the last way to log in cannot be switched off', async () => {
    const me = page.getByRole('row', { name: /admin@accord\.test/ });
    await me.getByRole('button', { name: /^Role/ }).click();
    await dialog.getByLabel('Role').selectOption('viewer');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('This is the last active administrator.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('API tokens: one works until it is revoked, all of it by keyboard', async () => {
    await go(page, 'API tokens');
    const newToken = page.getByRole('button', { name: 'New token' });
    await newToken.press('Enter');
    await expect(dialog.getByLabel('Name')).toBeFocused();
    await page.keyboard.type('ci');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('nobody can show it again')).toBeVisible();
    await expectAccessible(page);
    const token = await takeSecret(page, 'API token');
    await expect(newToken).toBeFocused();
    expect(await statusWith(token)).toBe(200);
    await page.getByRole('button', { name: 'Revoke token “ci”' }).press('Enter');
    await dialog.getByRole('button', { name: 'Revoke' }).press('Enter');
    await expect(page.getByRole('row', { name: /ci/ }).getByText('Revoked')).toBeVisible();
    expect(await statusWith(token)).toBe(401);
  });

  await test.step('credentials: of a service and of an issuer, in one list', async () => {
    await go(page, 'Credentials');
    await page.getByRole('button', { name: 'New credential' }).click();
    const service = dialog.getByLabel('Service');
    await service.fill('nobody');
    await expect(page.getByText('No service is called “nobody”.')).toBeVisible();
    await service.fill('order');
    await expect(page.getByRole('option', { name: /^orders/ })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Name', { exact: true }).fill('blue');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog.getByRole('alert')).toContainText('service "order"');
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('blue');
    await expectAccessible(page);
    await service.fill('rder');
    await expect(page.getByRole('option', { name: /^orders/ })).toBeVisible();
    await service.press('ArrowDown');
    await service.press('Enter');
    await expect(service).toHaveValue('orders');
    await dialog.getByRole('button', { name: 'Create' }).click();
    expect(await takeSecret(page, 'Credential')).toMatch(/^acc_sc_/);
    await page.getByRole('button', { name: 'New credential' }).click();
    await dialog.getByLabel('For').selectOption('issuer');
    await dialog.getByLabel('Name', { exact: true }).fill('signer');
    await dialog.getByRole('button', { name: 'Create' }).click();
    expect(await takeSecret(page, 'Credential')).toMatch(/^acc_ic_/);
    await expect(page.getByRole('row', { name: /auth.*signer/ })).toBeVisible();
    await page.getByRole('button', { name: 'Revoke credential “blue”' }).click();
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('row', { name: /blue/ })).toHaveCount(0);
    await page.getByLabel('Status').selectOption('revoked');
    await expect(page.getByRole('row', { name: /orders \/ production.*blue/ })).toBeVisible();
  });

  await test.step('environments: one is added, and a name that is taken is refused in words', async () => {
    await go(page, 'Environments');
    await page.getByRole('button', { name: 'Add an environment' }).click();
    await dialog.getByLabel('Name').fill('production');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await expect(dialog.getByRole('alert')).toContainText('There is an environment "production" already');
    await dialog.getByLabel('Name').fill('canary');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await expect(page.getByRole('row', { name: /canary/ })).toBeVisible();
    // The notice of it is up for seconds, and is none of the dialogs.
    await expect(page.getByText('canary is there')).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('baseline: what it would break is seen first, and nobody is overwritten unseen', async () => {
    await go(page, 'Baseline');
    await page.getByRole('textbox', { name: 'Ceiling of the lifetime' }).fill('600');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await expect(dialog.getByText('1 published contract is looser than this.')).toBeVisible();
    await expect(dialog.getByRole('list', { name: 'Looser contracts' })).toContainText('orders/production');
    const save = dialog.getByRole('button', { name: 'Save' });
    await expect(save).toHaveAttribute('aria-disabled', 'true');
    await dialog.getByLabel(/Leave them as they are/).check();
    await dialog.getByLabel('Reason').fill('shorter lives');
    await expectAccessible(page);
    await world.admin.call(
      'PUT',
      '/v1/baseline',
      { baseline: { max_clock_tolerance_seconds: 30 }, reason: 'meanwhile' },
      { 'if-match': '"0"' },
    );
    await save.click();
    await expect(dialog.getByText(/saved version 1 meanwhile/)).toBeVisible();
    await expect(dialog.getByLabel('Reason')).toHaveValue('shorter lives');
    await save.click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/Version 2, set by/)).toBeVisible();
    const { baseline } = await world.admin.get<BaselineView>('/v1/baseline');
    expect(baseline.max_lifetime_seconds).toBe(600);
  });

  await test.step('trust keys: one is added, and another one retired though an instance needs it', async () => {
    await go(page, 'Trust keys');
    const [first] = (await world.admin.get<TrustKeys>('/v1/trust/keys.json')).keys;
    const kid = first?.kid ?? '';
    const retire = page.getByRole('button', { name: `Retire the key ${kid}` });
    const row = page
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name: `Copy the key id ${kid}` }) });
    const toPin = page.getByRole('region', { name: 'What services pin' });
    await expect(retire).toHaveAttribute('aria-description', /only key in use/);
    await page.getByRole('button', { name: 'Add a key' }).click();
    await dialog.getByLabel('Reason').fill('Once a year');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add the key' }).click();
    await expect(page.getByRole('row')).toHaveCount(3);
    await expect(toPin).toContainText(kid);
    await expect(row.getByText('1 of 1')).toBeVisible();
    await expect(row.getByRole('link', { name: 'orders / production' })).toBeVisible();
    await retire.click();
    await expect(dialog.getByText(/^1 instance would keep/)).toBeVisible();
    const confirm = dialog.getByRole('button', { name: 'Retire the key' });
    await expect(confirm).toHaveAttribute('aria-disabled', 'true');
    await dialog.getByLabel(/Retire it although/).check();
    await dialog.getByLabel('Reason').fill('Its backup was lost');
    await expectAccessible(page);
    await confirm.click();
    await expect(row.getByText('Retired')).toBeVisible();
    await expect(toPin).not.toContainText(kid);
    const { keys } = await world.admin.get<TrustKeys>('/v1/trust/keys.json');
    expect(keys.map((key) => key.kid)).not.toContain(kid);
    await expect(toPin).toContainText(keys[0]?.kid ?? 'none');
  });

  await test.step('about: what is installed, and how it is doing', async () => {
    await go(page, 'About');
    await expect(page.getByText('Well')).toBeVisible();
  });
});

test('a viewer sees their own, and why the rest is closed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await logIn(page, world, VIEWER, '/settings/sessions');
  await expect(page.getByText('this one')).toBeVisible();
  await page.getByRole('button', { name: 'Everybody’s' }).click();
  await expect(page.getByText('sessions:read')).toBeVisible();
  await go(page, 'People');
  await expect(page.getByText('Your role does not show you the people')).toBeVisible();
  await expectAccessible(page);
  await go(page, 'API tokens');
  await expect(page.getByText('Your role does not show you API tokens')).toBeVisible();
  await go(page, 'Credentials');
  const create = page.getByRole('button', { name: 'New credential' });
  await expect(create).toHaveAttribute('aria-description', /does not include credentials:write/);
  await go(page, 'Trust keys');
  const add = page.getByRole('button', { name: 'Add a key' });
  await expect(add).toHaveAttribute('aria-description', /does not include trust_keys:write/);
  await go(page, 'Baseline');
  await expect(page.getByText(/does not include baseline:write/).first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Ceiling of the lifetime' })).not.toBeEditable();
  await expectAccessible(page);
});
