import type { UserView } from '@accord/contract/http';
import { expect } from 'vitest';
import type { TestApp } from './test-app.js';
import { TestBrowser } from './test-browser.js';

/** Of everybody that is created here. */
export const PASSWORD = 'correct horse battery';

let created = 0;

/** An account of its own for each test. */
export async function createPerson(api: TestApp, role = 'viewer'): Promise<UserView> {
  created += 1;
  const body = { email: `person-${created}@example.com`, name: 'Somebody', role, password: PASSWORD };
  return (await api.request<UserView>('POST', '/v1/users', { body })).body;
}

/** A person who was created here, in front of a browser. */
export async function logIn(api: TestApp, { email }: UserView): Promise<TestBrowser> {
  const browser = new TestBrowser(api);
  expect((await browser.logIn(email, PASSWORD)).status).toBe(201);
  return browser;
}

/** What the log says of an object of this name, in order. */
export async function actionsAbout(api: TestApp, name: string): Promise<string[]> {
  const rows = await api.dataSource.query<{ action: string }[]>(
    'SELECT action FROM change_log WHERE object_name = $1 ORDER BY number',
    [name],
  );
  return rows.map(({ action }) => action);
}
