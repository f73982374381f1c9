import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { RotationView, ScheduleView } from '@accord/contract/http';
import { expectAccessible } from './world/axe.js';
import { publishService } from './world/connected-service.js';
import { createViewer, logIn, VIEWER } from './world/people.js';
import { ADMIN, startWorld, type World } from './world/world.js';

let world: World;

test.beforeAll(async () => {
  world = await startWorld({ ACCORD_ROTATION_TICK_SECONDS: '1' });
  await publishService(world, {
    service: 'orders',
    issuerName: 'auth',
    iss: 'https://auth.journey.test',
    aud: 'https://orders.journey.test',
    scope: 'orders:read',
  });
  await world.admin.call('POST', '/v1/issuers', {
    kind: 'managed',
    name: 'calm',
    issuer: 'https://calm.journey.test',
    algorithms: ['ES256'],
  });
  await createViewer(world);
});

test.afterAll(async () => {
  await world.stop();
});

const rotation = () => world.admin.get<RotationView>('/v1/issuers/auth/rotation');

async function kidIn(state: string): Promise<string> {
  const key = (await rotation()).keys.find((each) => each.state === state);
  if (key === undefined) throw new Error(`no key is ${state}`);
  return key.kid;
}

const keyPage = (kid: string) => `${world.dashboardUrl}/rotation?issuer=auth&kid=${encodeURIComponent(kid)}`;

test('a person holds, releases and reports keys, and edits the schedule', async ({ page }) => {
  await logIn(page, world, ADMIN, '/services');
  const standby = await kidIn('published');

  await test.step('hold a key; the overview then says who needs a person; release it', async () => {
    await page.goto(keyPage(standby));
    await page.getByRole('button', { name: 'Hold this key' }).click();
    const dialog = page.getByRole('dialog', { name: /the key .*\?$/ });
    await expect(dialog).toContainText('does not become active');
    await dialog.getByLabel('Reason').fill('the audit looks at it');
    await dialog.getByRole('button', { name: 'Hold' }).click();
    await expect(page.getByText('Held: the audit looks at it')).toBeVisible();
    // Nobody knows when somebody releases it, so no time is planned behind it.
    await expect(page.getByText('held up; see below what it waits for')).toHaveCount(2);
    await page.goto(`${world.dashboardUrl}/rotation`);
    const first = page.getByRole('table', { name: 'All issuers' }).getByRole('row').nth(1);
    await expect(first).toContainText('auth');
    await expect(first).toContainText('Needs a person');
    await expectAccessible(page);
    await page.goto(keyPage(standby));
    await page.getByRole('button', { name: 'Release this key' }).click();
    await dialog.getByLabel('Reason').fill('the audit is over');
    await dialog.getByRole('button', { name: 'Release' }).click();
    await expect(page.getByRole('button', { name: 'Hold this key' })).toBeVisible();
  });

  await test.step('an unsafe lead is refused at its field, a safe one is saved', async () => {
    await page.getByRole('button', { name: 'Edit the schedule of ES256' }).click();
    const dialog = page.getByRole('dialog', { name: 'Schedule of auth' });
    await dialog.getByLabel('Lead (s)').fill('1');
    await expect(dialog).toContainText('set by Accord validators');
    await dialog.getByLabel('Reason').fill('rotate more slowly');
    await dialog.getByRole('button', { name: 'Save the schedule' }).click();
    await expect(dialog.getByText(/Lead is 1 and must be at least/).last()).toBeVisible();
    await expect(dialog.getByLabel('Lead (s)')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await dialog.getByLabel('Lead (s)').fill('900');
    await dialog.getByLabel('Interval (s)').fill('7200');
    await dialog.getByRole('button', { name: 'Save the schedule' }).click();
    await expect(dialog).toBeHidden();
    const { settings } = await world.admin.get<ScheduleView>('/v1/issuers/auth/schedule?alg=ES256');
    expect(settings).toMatchObject({ interval_seconds: 7200, prepublish_seconds: 900 });
  });

  await test.step('a freeze is added with its reason; the next transition then waits for it', async () => {
    await page.getByRole('button', { name: 'Edit the schedule of ES256' }).click();
    const dialog = page.getByRole('dialog', { name: 'Schedule of auth' });
    const freeze = dialog.getByRole('group', { name: 'freeze 1' });
    const minuteIn = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16);
    await dialog.getByRole('button', { name: 'Add a freeze' }).click();
    await freeze.getByLabel('From (UTC)').fill(minuteIn(-1));
    await freeze.getByLabel('To (UTC)').fill(minuteIn(-2));
    await freeze.getByLabel('Reason').fill('the year end sale');
    await dialog.getByLabel('Reason').last().fill('nobody is at work');
    await dialog.getByRole('button', { name: 'Save the schedule' }).click();
    await expect(freeze).toContainText('The end must lie after the beginning.');
    await expect(freeze.getByLabel('To (UTC)')).toBeFocused();
    await expectAccessible(page);
    await freeze.getByLabel('To (UTC)').fill(minuteIn(24));
    await dialog.getByRole('button', { name: 'Save the schedule' }).click();
    await expect(dialog).toBeHidden();
    const waits = page.getByRole('region', { name: 'What the next transitions wait for' });
    await expect(waits).toContainText('A freeze is in force: the year end sale.');
  });

  await test.step('a compromise says who refuses what from when, then does it', async () => {
    const active = await kidIn('active');
    await page.goto(keyPage(active));
    await page.getByRole('button', { name: 'Report as compromised' }).click();
    const dialog = page.getByRole('dialog', { name: /as compromised/ });
    await expect(dialog).toContainText('key_revoked');
    await expect(dialog).toContainText('the last verifier refuses it');
    await expect(dialog).toContainText('signs from the same moment');
    await expectAccessible(page);
    await dialog.getByLabel('Reason').fill('found in a log');
    await dialog.getByLabel('First letters of the key').fill(active.slice(0, 6));
    await dialog.getByRole('button', { name: 'Deny this key for ever' }).click();
    await expect(dialog).toBeHidden();
    const after = await rotation();
    expect(after.keys.find(({ kid }) => kid === active)?.state).toBe('compromised');
    expect(after.keys.find(({ kid }) => kid === standby)?.state).toBe('active');
  });
});

test('a rotation is asked for, followed from key to key without a mouse, and taken along as files', async ({
  page,
}) => {
  const calm = () => world.admin.get<RotationView>('/v1/issuers/calm/rotation');
  await logIn(page, world, ADMIN, '/services');
  await page.goto(`${world.dashboardUrl}/rotation?issuer=calm`);

  await test.step('arrow keys go along the keys, Enter opens one, Escape leaves it', async () => {
    const bars = page.getByRole('group', { name: /Arrow keys go from key to key/ }).getByRole('button');
    await bars.first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(bars.nth(1)).toBeFocused();
    await page.keyboard.press('Home');
    await expect(bars.first()).toBeFocused();
    await page.keyboard.press('Enter');
    const details = page.getByRole('region', { name: /^Key / });
    await expect(details).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(details).toBeHidden();
  });

  await test.step('it says first which key is next and what else it makes, and does so', async () => {
    const before = (await calm()).keys.length;
    await page.getByRole('button', { name: 'Rotate now' }).click();
    const rotate = page.getByRole('dialog', { name: 'Rotate the key of calm?' });
    await expect(rotate).toContainText('is next in line');
    await expect(rotate).toContainText('A new one is published at once');
    await expectAccessible(page);
    await rotate.getByLabel('Reason').fill('the yearly exercise');
    await rotate.getByRole('button', { name: 'Rotate now' }).click();
    await expect(rotate).toBeHidden();
    await expect.poll(async () => (await calm()).keys.length).toBe(before + 1);
    await expect(page.getByRole('region', { name: 'Table of all keys' }).getByRole('row')).toHaveCount(
      before + 2,
    );
  });

  await test.step('both files name every key', async () => {
    const { keys } = await calm();
    for (const [link, begins] of [
      ['CSV', /^(?!BEGIN)/],
      ['Calendar', /^BEGIN:VCALENDAR/],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: link }).click(),
      ]);
      // Long lines of a calendar are folded (RFC 5545 §3.1).
      const text = (await readFile(await download.path(), 'utf8')).replaceAll(/\r\n[ \t]/g, '');
      expect(text).toMatch(begins);
      for (const { kid } of keys) expect(text).toContain(kid);
    }
  });
});

test('a viewer sees the same and is told what their role lacks', async ({ page }) => {
  await logIn(page, world, VIEWER, '/services');
  await page.goto(keyPage(await kidIn('active')));
  for (const [name, permission] of [
    ['Rotate now', 'keys:rotate'],
    ['Hold this key', 'keys:rotate'],
    ['Report as compromised', 'keys:compromise'],
    ['Edit the schedule of ES256', 'schedules:write'],
  ] as const) {
    const button = page.getByRole('button', { name });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAttribute('aria-description', new RegExp(`viewer.*${permission}`));
    await button.click({ force: true });
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});
