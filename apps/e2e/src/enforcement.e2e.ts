import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { CreatedCredential } from '@accord/contract/http';
import { decodeJwt } from 'jose';
import { expectAccessible } from './world/axe.js';
import { AUD, BASE, ISS, startOrders, type Orders } from './world/orders.js';
import { logIn } from './world/people.js';
import { ADMIN } from './world/world.js';

test.use({ actionTimeout: 30_000 });

let orders: Orders;
test.beforeAll(async () => {
  orders = await startOrders();
});
test.afterAll(() => orders.stop());

test('what is revoked is refused by the running instance, and the list follows it there', async ({
  page,
}) => {
  const token = await orders.tokenFor(AUD);
  const { jti = '' } = decodeJwt(token);
  expect(await orders.call(token)).toBe(200);
  await logIn(page, orders.world, ADMIN, '/revocations');
  for (const [kind, label, value] of [
    ['tokens', 'Token id', jti],
    ['sessions', 'Session id', 'session-of-somebody'],
    ['subjects', 'Subject', 'somebody-else'],
    ['clients', 'Client id', 'another-shop'],
  ] as const) {
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke' });
    await dialog.getByLabel('What').selectOption(kind);
    await dialog.getByLabel(label).fill(value);
    await dialog.getByLabel('Reason').fill(`a lost ${label}`);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row', { name: new RegExp(`a lost ${label}`) })).toContainText('1 of 1');
  }
  expect(await orders.call(token)).toBe(401);
  expect(await orders.call(await orders.tokenFor(AUD))).toBe(200);

  await test.step('everything issued until now: who, why, and enforced by whom', async () => {
    const before = await orders.tokenFor(AUD);
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke' });
    await dialog.getByLabel('What').selectOption('issued_before');
    await dialog.getByLabel('Reason').fill('the database leaked');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(dialog).toBeHidden();
    const row = page.getByRole('row', { name: /the database leaked/ });
    await expect(row).toContainText(ADMIN.email.split('@')[0] ?? '');
    await expect(row).toContainText('1 of 1');
    await expect.poll(() => orders.call(before)).toBe(401);
    await expect.poll(async () => orders.call(await orders.tokenFor(AUD))).toBe(200);
    await expectAccessible(page);
  });
});

test('an instance is followed from in sync to stopped, with the keys that it holds', async ({ page }) => {
  await logIn(page, orders.world, ADMIN, '/fleet');
  const row = page.getByRole('table', { name: 'Instances of all services' }).getByRole('row').nth(1);
  await expect(row).toContainText('In sync');
  await expect(row).toContainText('validator-node/');
  await row.getByText(/^\d+$/).click();
  await expect(row.getByTitle(ISS).first()).toBeVisible();
  await page
    .getByRole('list', { name: 'Instances by status' })
    .getByRole('button', { name: /In sync/ })
    .click();
  await expect(page).toHaveURL(/status=in_sync/);
  await orders.service.kill('SIGTERM');
  await expect(page.getByText('No instance matches these filters')).toBeVisible();
  await page.getByRole('button', { name: /In sync/ }).click();
  await expect(row).toContainText('Stopped');
});

test('an instance that refuses its policy, and one that falls silent, say so in words', async ({ page }) => {
  const { secret } = await orders.world.admin.call<CreatedCredential>('POST', `${BASE}/credentials`, {
    name: 'by hand',
  });
  const poll = (interval: string, said: Record<string, string>) =>
    fetch(`${orders.world.admin.url}/v1/policy`, {
      headers: {
        authorization: `Bearer ${secret ?? ''}`,
        'accord-instance': randomUUID(),
        'accord-interval': interval,
        ...said,
      },
    });
  const newest = await orders.appliedVersion();
  const answers = [
    await poll('600', { 'accord-applied': 'none', 'accord-error': 'key_alg_ambiguous' }),
    await poll('1', { 'accord-applied': String(newest) }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  await logIn(page, orders.world, ADMIN, '/fleet');
  const refused = page.getByRole('row', { name: /Refused/ });
  await expect(refused).toContainText('A key fits several algorithms.');
  await expect(page.getByRole('row', { name: /Silent/ })).toBeVisible();
  await page
    .getByRole('list', { name: 'Instances by status' })
    .getByRole('button', { name: /Silent/ })
    .click();
  await expect(page).toHaveURL(/status=silent/);
  await expect(refused).toHaveCount(0);
  await expectAccessible(page);

  // From the change that did not come everywhere to those who lack it.
  await page.goto(`${orders.world.dashboardUrl}/audit?event=${newest}`);
  await page.getByRole('link', { name: 'Who lacks it' }).click();
  await expect(refused).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: `Take off the filter Live and without change: ${newest}` }).click();
  await expect(page.getByRole('row', { name: /Silent/ })).toBeVisible();
});
