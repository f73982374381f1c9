import { readFile } from 'node:fs/promises';
import { expect, test, type Locator } from '@playwright/test';
import type { Permission, ValidationContractInput } from '@accord/contract';
import type { AuditEventPage } from '@accord/contract/http';
import { expectAccessible } from './world/axe.js';
import { placeOf, publishContract } from './world/contracts.js';
import { APPROVER, AUDITOR, createPerson, createViewer, logIn, VIEWER } from './world/people.js';
import { startWorld, type World } from './world/world.js';

const BASE = placeOf('orders');

let world: World;

test.beforeAll(async () => {
  world = await startWorld({});
  await createViewer(world);
  await createPerson(world, APPROVER, 'approver');
  await createPerson(world, AUDITOR, 'auditor');
  await world.admin.call('POST', '/v1/issuers', {
    kind: 'managed',
    name: 'auth',
    issuer: 'https://auth.audit.test',
    algorithms: ['ES256'],
    interval_seconds: 86_400,
  });
  await world.admin.call('POST', '/v1/services', { name: 'orders', owner: 'commerce' });
  await publish(60, 'first contract');
  await publish(600, '=longer("tokens")');
});

test.afterAll(async () => {
  await world.stop();
});

async function publish(lifetime: number, reason: string): Promise<void> {
  const contract: ValidationContractInput = {
    schema: 1,
    issuers: [{ issuer: 'https://auth.audit.test', algorithms: ['ES256'] }],
    audiences: ['https://orders.audit.test'],
    token_type: { typ: ['at+jwt'] },
    time: { max_lifetime_seconds: lifetime },
  };
  await publishContract(world.admin, BASE, contract, reason);
}

/** The button is there, does nothing, and says which permission the role lacks. */
async function expectClosed(button: Locator, permission: Permission): Promise<void> {
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription(new RegExp(`does not include ${permission}`));
}

test('a reviewer finds who loosened what, checks the record and takes it along', async ({ page }) => {
  await logIn(page, world, AUDITOR, '/audit');
  await test.step('filters are in the address and narrow the list on the server', async () => {
    await page.getByLabel('Action').selectOption('contract.published');
    await expect(page).toHaveURL(/action=contract\.published/);
    await page.getByLabel('Service', { exact: true }).fill('orders');
    await expect(page).toHaveURL(/service=orders/);
    await expect(page.getByRole('row')).toHaveCount(3);
    await expectAccessible(page);
  });

  await test.step('what became looser is marked, and found by that', async () => {
    const effect = page.getByLabel('Effect on tokens');
    await effect.selectOption('looser');
    await expect(page.getByRole('row')).toHaveCount(2);
    await expect(page.getByRole('row').nth(1)).toContainText('Looser');
    await effect.selectOption('');
    await expect(page.getByRole('row')).toHaveCount(3);
  });

  await test.step('the newest one says in words what became looser', async () => {
    await page
      .getByRole('button', { name: /Open event/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Looser').first()).toBeVisible();
    await expect(dialog.getByText('"max_lifetime_seconds": 600')).toBeVisible();
    await expect(dialog.getByText('No live instance is concerned.')).toBeVisible();
    await expect(dialog.getByText(/unchanged lines/).first()).toBeVisible();
    await expect(page).toHaveURL(/event=\d+/);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('the chain is whole', async () => {
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await expect(page.getByText('Whole')).toBeVisible();
  });

  await test.step('the export holds the matches and runs no formula', async () => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const download = await downloading;
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3);
    expect(csv).toContain(`"'=longer(""tokens"")"`);
    await page.goto(`${world.dashboardUrl}/audit?action=audit_log.exported`);
    await expect(page.getByRole('button', { name: /audit_log\.exported/ })).toHaveCount(1);
  });

  await test.step('actor, day and request find the same event, and NDJSON brings it as it was logged', async () => {
    const { items } = await world.admin.get<AuditEventPage>('/v1/audit-events?action=contract.published');
    const [event] = items;
    if (!event) throw new Error('nothing was published');
    const today = new Date(event.at * 1_000).toISOString().slice(0, 10);
    const tomorrow = new Date((event.at + 86_400) * 1_000).toISOString().slice(0, 10);
    const events = page.getByRole('button', { name: /Open event/ });
    await page.goto(`${world.dashboardUrl}/audit?action=contract.published`);
    await page.getByLabel('From (UTC day)').fill(today);
    await page.getByLabel('To (UTC day)').fill(today);
    await expect(events).toHaveCount(2);
    await page.getByLabel('Actor').fill(event.actor.name);
    await page.getByLabel('Request').fill(event.request_id);
    await expect(events).toHaveCount(1);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /NDJSON/ }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { number: number }).number)).toEqual([event.number]);
    await page.getByLabel('From (UTC day)').fill(tomorrow);
    await expect(events).toHaveCount(0);
  });

  await test.step('news waits until it is asked for', async () => {
    await page.goto(`${world.dashboardUrl}/audit?action=environment.created`);
    await expect(page.getByRole('heading', { name: 'Audit' })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Loading events' })).toHaveCount(0);
    const shown = await page.getByRole('button', { name: /Open event/ }).count();
    await world.admin.call('POST', '/v1/environments', { name: 'canary' });
    await page.getByRole('button', { name: '1 new' }).click();
    await expect(page.getByRole('button', { name: /Open event/ })).toHaveCount(shown + 1);
  });

  await test.step('nothing found says what to do', async () => {
    await page.goto(`${world.dashboardUrl}/audit?service=nobody`);
    await expect(page.getByText('No event matches these filters')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect(page).not.toHaveURL(/service=/);
  });

  await test.step('whoever reviews changes nothing, and reads why', async () => {
    await page.goto(`${world.dashboardUrl}/services/orders/production/versions`);
    await expectClosed(page.getByRole('button', { name: 'Roll back to v1' }), 'contracts:publish');
    await page.goto(`${world.dashboardUrl}/services`);
    await expectClosed(page.getByRole('button', { name: 'New service' }), 'services:write');
    await page.goto(`${world.dashboardUrl}/settings/people`);
    await expect(page.getByRole('row', { name: /approver@accord\.test/ })).toBeVisible();
    await expectClosed(page.getByRole('button', { name: 'Add a person' }), 'users:write');
    await expectAccessible(page);
  });
});

test('the page takes over what the server sent, also when the session is known before it', async ({
  page,
}) => {
  await logIn(page, world, AUDITOR, '/audit');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const sessionRead = page.waitForResponse('**/v1/session');
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes('Check the chain')) await sessionRead;
    await route.fulfill({ response, body });
  });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Check the chain' })).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  expect(errors).toEqual([]);
});

test('an approver revokes a subject, sees how far it is, and lifts it', async ({ page }) => {
  await logIn(page, world, APPROVER, '/revocations');
  await expect(page.getByText('Nothing is revoked')).toBeVisible();
  await page.getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What').selectOption('subjects');
  await dialog.getByLabel('Subject').fill('user-4711');
  await dialog.getByLabel('Reason').fill('left the company');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row', { name: /left the company/ });
  await expect(row.getByText('no live instance')).toBeVisible();
  await expect(page.getByText('user-4711')).toHaveCount(0);
  await expectAccessible(page);
  await row.getByRole('button', { name: /Lift the revocation/ }).click();
  const lifting = page.getByRole('dialog', { name: 'Lift this revocation?' });
  await lifting.getByLabel('Reason').fill('came back');
  await lifting.getByRole('button', { name: 'Lift' }).click();
  await expect(page.getByText('Nothing is revoked')).toBeVisible();
  await page.goto(`${world.dashboardUrl}/audit`);
  await expect(page.getByRole('button', { name: /revocation\.lifted/ })).toBeVisible();
  await expectClosed(page.getByRole('button', { name: 'Export CSV' }), 'audit:export');
});

test('a viewer is told why the log is closed to them', async ({ page }) => {
  await logIn(page, world, VIEWER, '/audit');
  await expect(page.getByText('Your role does not show you the change log')).toBeVisible();
  await expect(page.getByText('audit:read')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${world.dashboardUrl}/revocations`);
  await expectClosed(page.getByRole('button', { name: 'Revoke' }), 'revocations:write');
});
