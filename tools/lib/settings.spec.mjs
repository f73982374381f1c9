import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './paths.mjs';
import { readSettings } from './settings.mjs';

it('needs nothing', () => {
  expect(readSettings({}).settings).toMatchObject({
    apiPort: 4000,
    dashboardPort: 3000,
    dataDir: join(root, '.accord'),
    publicUrl: 'http://localhost:3000',
    databaseUrl: undefined,
  });
});

it('names every bad variable on a line of its own, and no secret', () => {
  const { problems, settings } = readSettings({
    ACCORD_API_PORT: '70000',
    ACCORD_PUBLIC_URL: 'accord.example',
    DATABASE_URL: 'mysql://root:hunter2@db/accord',
  });
  expect(settings).toBeUndefined();
  expect(problems).toEqual([
    'ACCORD_API_PORT: found "70000", expected a port from 1 to 65535',
    'ACCORD_PUBLIC_URL: found "accord.example", expected the http(s) URL under which browsers reach the dashboard',
    expect.stringMatching(/^DATABASE_URL: found a value that is not shown, expected postgres:/),
  ]);
  expect(problems.join('\n')).not.toContain('hunter2');
});

it('keeps the API and the dashboard apart', () => {
  const { problems } = readSettings({ ACCORD_API_PORT: '3000' });
  expect(problems).toEqual([
    'ACCORD_DASHBOARD_PORT: found "3000", expected another port than that of ACCORD_API_PORT',
  ]);
});

it('keeps both apart from the ports of the demo, where it is started', () => {
  const clash = (name, found) =>
    `${name}: found "${found}", expected a port outside the demo's 4100 to 4105 (ACCORD_DEMO_PORT moves those)`;
  const environment = { ACCORD_API_PORT: '4100', ACCORD_DASHBOARD_PORT: '4105' };
  expect(readSettings(environment).problems).toEqual([
    clash('ACCORD_API_PORT', 4100),
    clash('ACCORD_DASHBOARD_PORT', 4105),
  ]);
  expect(readSettings(environment, { demo: false }).problems).toEqual([]);
  expect(readSettings({ ACCORD_API_PORT: '4106', ACCORD_DASHBOARD_PORT: '4099' }).problems).toEqual([]);
  expect(readSettings({ ...environment, ACCORD_DEMO_PORT: '4200' }).problems).toEqual([]);
});

it('takes an empty variable as absent', () => {
  expect(readSettings({ ACCORD_API_PORT: '', DATABASE_URL: '' }).settings).toMatchObject({ apiPort: 4000 });
});
