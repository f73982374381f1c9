import { expect, test, type Page } from '@playwright/test';
import type { ValidationContractInput } from '@accord/contract';
import type { ServiceView } from '@accord/contract/http';
import { expectAccessible } from './world/axe.js';
import { placeOf, publishContract } from './world/contracts.js';
import { logIn } from './world/people.js';
import { ADMIN, startWorld, type World } from './world/world.js';

const ISS = 'https://auth.services.test';
/** More than the pages that are kept at a time: those at the start are let go of and found again. */
const MANY = 230;
/** A header, and two environments for each service: the many, and the three below. */
const ALL_ROWS = 1 + 2 * (MANY + 3);

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
  const names = Array.from({ length: MANY }, (_, index) => `many-${String(index).padStart(3, '0')}`);
  for (const name of names) await world.admin.call('POST', '/v1/services', { name, owner: 'platform' });
  for (const name of ['carts', 'invoices', 'orders']) {
    await world.admin.call<ServiceView>('POST', '/v1/services', { name, owner: 'commerce' });
  }
  await publish('orders', 'production', 'https://orders.test');
  await publish('orders', 'staging', 'https://orders.test', 'https://trial.test');
  await publish('invoices', 'production', 'https://invoices.test');
  const contract = contractOf('https://carts.test');
  await world.admin.call('PUT', `${placeOf('carts', 'staging')}/draft`, { contract });
});

test.afterAll(async () => {
  await world.stop();
});

const contractOf = (...audiences: string[]): ValidationContractInput => ({
  schema: 1,
  issuers: [{ issuer: ISS, algorithms: ['ES256'] }],
  audiences,
  token_type: { typ: ['at+jwt'] },
});

function publish(service: string, environment: string, ...audiences: string[]): Promise<void> {
  const place = placeOf(service, environment);
  return publishContract(world.admin, place, contractOf(...audiences), `${environment} begins`);
}

const table = (page: Page) => page.getByRole('table', { name: 'Services by environment' });
const rowNumbers = (page: Page) =>
  table(page)
    .locator('tbody tr[aria-rowindex]')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
const details = (page: Page, service: string) => page.getByRole('button', { name: `Details of ${service}` });

test('a platform engineer finds what needs somebody among many services', async ({ page }) => {
  await logIn(page, world, ADMIN, '/services');

  await test.step('of a long list only what is in sight is in the page, and every row says which it is', async () => {
    await expect(details(page, 'carts')).toBeVisible();
    await expect(table(page)).toHaveAttribute('aria-rowcount', '-1');
    expect((await rowNumbers(page))[0]).toBe(2);
    await expect
      .poll(
        async () => {
          await page.evaluate(() => {
            scrollTo(0, document.body.scrollHeight);
          });
          return (await rowNumbers(page)).at(-1);
        },
        { timeout: 30_000 },
      )
      .toBe(ALL_ROWS);
    await expect(details(page, 'orders')).toBeVisible();
    await expect(table(page)).toHaveAttribute('aria-rowcount', String(ALL_ROWS));
    expect((await rowNumbers(page)).length).toBeLessThan(ALL_ROWS / 2);
    await page.evaluate(() => {
      scrollTo(0, 0);
    });
    await expect(details(page, 'carts')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('filters are asked of the server and stand in the address', async () => {
    await page.getByLabel('Owner').selectOption('commerce');
    await expect(page).toHaveURL(/owner=commerce/);
    await expect(table(page)).toHaveAttribute('aria-rowcount', '7');
    await page.getByLabel('Environment').selectOption('production');
    await expect(table(page)).toHaveAttribute('aria-rowcount', '4');
    await page.getByLabel('Contract').selectOption('Nothing published');
    await expect(table(page)).toHaveAttribute('aria-rowcount', '2');
    await expect(details(page, 'carts')).toBeVisible();
    await page.getByRole('button', { name: 'Draft pending' }).click();
    await expect(page.getByText('No service matches these filters')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await expect(page).toHaveURL(`${world.dashboardUrl}/services`);
  });

  await test.step('a star keeps a service in sight', async () => {
    await page.getByLabel('Search').fill('invoices');
    const star = page.getByRole('button', { name: 'Star invoices' });
    await star.click();
    await expect(star).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Starred', exact: true }).click();
    await page.getByLabel('Search').fill('');
    await expect(table(page)).toHaveAttribute('aria-rowcount', '3');
    await expect(details(page, 'invoices')).toBeVisible();
    await page.getByRole('button', { name: 'Starred', exact: true }).click();
  });

  await test.step('the side panel, by keyboard alone', async () => {
    await page.getByLabel('Owner').selectOption('commerce');
    await expect(table(page)).toHaveAttribute('aria-rowcount', '7');
    await details(page, 'carts').focus();
    await page.keyboard.press('ArrowDown');
    await expect(details(page, 'invoices')).toBeFocused();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await expect(panel).toBeFocused();
    await expect(panel.getByRole('heading', { name: 'invoices' })).toBeVisible();
    await expect(page).toHaveURL(/open=invoices/);
    await page.keyboard.press('ArrowDown');
    await expect(panel.getByRole('heading', { name: 'orders' })).toBeVisible();
    await expect(page).toHaveURL(/open=orders/);
    await expect(panel.getByText(/^(Publish|Activate) in/).first()).toBeVisible();
    await expectAccessible(page);
    const switcher = page.getByRole('dialog', { name: 'Go to' });
    await page.keyboard.press('Control+k');
    await expect(switcher.getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(switcher).toBeHidden();
    await expect(panel.getByRole('heading', { name: 'orders' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(details(page, 'orders')).toBeFocused();
    await expect(page).not.toHaveURL(/open=/);
    await table(page).getByText('Nothing published').first().click();
    await expect(panel.getByRole('heading', { name: 'carts' })).toBeVisible();
    await panel.getByRole('button', { name: 'Close the details' }).click();
    await expect(details(page, 'carts')).toBeFocused();
  });

  await test.step('production compared with staging, with another service, and the other way round', async () => {
    await details(page, 'orders').click();
    await page.getByRole('link', { name: 'Compare production with staging' }).click();
    await expect(page.getByRole('heading', { name: 'From v1 in staging to v1 in production' })).toBeVisible();
    const changes = page.getByRole('list', { name: 'Changes' });
    await expect(changes.getByText('Tighter')).toBeVisible();
    await expect(changes).toContainText('https://trial.test');
    await expect(page.getByRole('group', { name: /^JSON/ })).toContainText('https://trial.test');
    await expect(page.getByRole('button', { name: /unchanged lines/ }).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'The other way round' }).click();
    await expect(page).toHaveURL(
      /\/services\/orders\/staging\/versions\?from=1&to=1&from_environment=production/,
    );
    await expect(changes.getByText('Looser')).toBeVisible();
    await page.getByLabel('From service').fill('invoices');
    await page.getByLabel('From service').press('Enter');
    await expect(
      page.getByRole('heading', { name: 'From v1 of invoices in production to v1 of orders in staging' }),
    ).toBeVisible();
    await expect(changes).toContainText('https://invoices.test');
    await page.getByLabel('From environment').selectOption('staging');
    await expect(page.getByText('Nothing was published to invoices in staging')).toBeVisible();
  });
});
