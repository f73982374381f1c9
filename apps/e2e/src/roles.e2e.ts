import { expect, test, type Page } from '@playwright/test';
import { type Permission, ROLE_PERMISSIONS, type Role } from '@accord/contract';
import { publishService } from './world/connected-service.js';
import { placeOf, publishContract } from './world/contracts.js';
import { openPage } from './world/open-page.js';
import { createPerson, logIn } from './world/people.js';
import { startWorld, type World } from './world/world.js';

const ISS = 'https://auth.roles.test';
const AUD = 'https://orders.roles.test';
/** What an auditor may do beside a viewer is in the journey through the audit. */
const ROLES: readonly Role[] = ['viewer', 'editor', 'approver'];

/** What each screen lets somebody do, and the permission that it takes. */
const CONTROLS: Readonly<Record<string, readonly (readonly [name: string, permission: Permission])[]>> = {
  '/services': [['New service', 'services:write']],
  '/services/orders/production/versions': [['Roll back to v1', 'contracts:publish']],
  '/rotation': [['New issuer', 'issuers:write']],
  '/rotation?issuer=auth': [
    ['Rotate now', 'keys:rotate'],
    ['Edit the schedule of ES256', 'schedules:write'],
  ],
  '/revocations': [['Revoke', 'revocations:write']],
  '/inspector': [['Inspect', 'inspector:use']],
  '/settings/credentials': [['New credential', 'credentials:write']],
  '/settings/people': [['Add a person', 'users:write']],
  '/settings/tokens': [['New token', 'tokens:write']],
  '/settings/environments': [['Add an environment', 'environments:write']],
  '/settings/trust-keys': [['Add a key', 'trust_keys:write']],
  '/failures': [],
  '/fleet': [],
};

const may = (role: Role, permission: Permission) => ROLE_PERMISSIONS[role].includes(permission);
/** Every screen for a viewer; for the others those where they may do something that a viewer may not. */
const screensFor = (role: Role) =>
  Object.entries(CONTROLS).filter(
    ([, controls]) => role === 'viewer' || controls.some(([, permission]) => may(role, permission)),
  );

test.use({ actionTimeout: 30_000 });

let world: World;
const personOf = (role: Role) => ({ email: `${role}@accord.test`, password: 'another-long-password' });

test.beforeAll(async () => {
  world = await startWorld({});
  for (const role of ROLES) await createPerson(world, personOf(role), role);
  const names = { service: 'orders', issuerName: 'auth', iss: ISS, aud: AUD, scope: 'orders:read' };
  await publishService(world, names);
  const contract = {
    schema: 1 as const,
    issuers: [{ issuer: ISS, algorithms: ['ES256' as const] }],
    audiences: [AUD],
    token_type: { typ: ['at+jwt'] },
  };
  await publishContract(world.admin, placeOf('orders'), contract, 'second contract');
  await world.admin.call('POST', '/v1/issuers', {
    kind: 'managed',
    name: 'partners',
    issuer: 'https://partners.roles.test',
    algorithms: ['ES256'],
  });
});

test.afterAll(async () => {
  await world.stop();
});

async function expectControl(page: Page, name: string, permission: Permission, role: Role): Promise<void> {
  const button = page.getByRole('button', { name, exact: true }).first();
  await expect(button).toBeVisible();
  if (may(role, permission)) {
    await expect(button).not.toHaveAttribute('aria-disabled', 'true');
    return;
  }
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription(new RegExp(`${role}.*does not include ${permission}`));
  await button.click({ force: true });
  // A finger finds no tooltip.
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText(
    `does not include ${permission}`,
  );
  await expect(page.getByRole('dialog')).toBeHidden();
}

for (const role of ROLES) {
  test(`screens open for the ${role} with what the role includes, and say why not the rest`, async ({
    page,
  }) => {
    await logIn(page, world, personOf(role), '/services');
    for (const [path, controls] of screensFor(role)) {
      await test.step(path, async () => {
        await openPage(page, `${world.dashboardUrl}${path}`);
        for (const [name, permission] of controls) await expectControl(page, name, permission, role);
      });
    }
  });
}
