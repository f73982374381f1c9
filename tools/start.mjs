/** `npm start`: build what changed, then database, API, dashboard and demo, until Ctrl-C. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfChanged } from './lib/build.mjs';
import { startChild, waitUntilReady } from './lib/child.mjs';
import { dashboardUrl, spawnDashboard } from './lib/dashboard.mjs';
import { openDatabase } from './lib/database.mjs';
import { requireFreePort } from './lib/ports.mjs';
import { makeDataDir } from './lib/secrets.mjs';
import { adminEmail, apiEnvironment, createAdmin, demoToken, migrate } from './lib/seed.mjs';
import { demoPorts, requireSettings } from './lib/settings.mjs';
import { Refusal, step } from './lib/steps.mjs';
import { supervise } from './lib/supervisor.mjs';

const readyWithinMs = 60_000;

function readArguments() {
  try {
    return parseArgs({ options: { demo: { type: 'boolean', default: true } }, allowNegative: true }).values;
  } catch (error) {
    throw new Refusal(`${error.message}\nUsage: npm start [-- --no-demo]`);
  }
}

async function requireFreePorts(settings, demo) {
  await requireFreePort('127.0.0.1', settings.apiPort, 'ACCORD_API_PORT');
  await requireFreePort(settings.dashboardHost, settings.dashboardPort, 'ACCORD_DASHBOARD_PORT');
  for (let offset = 0; demo && offset < demoPorts; offset += 1) {
    await requireFreePort('127.0.0.1', settings.demoPort + offset, 'ACCORD_DEMO_PORT');
  }
}

async function startDatabase(supervisor, settings) {
  let database;
  await step('Database', async () => {
    const log = (line) => console.log(`  ${line}`);
    database = await openDatabase(settings, log, supervisor.add);
    return database.note;
  });
  return database;
}

async function startApi(supervisor, settings, env) {
  await step('API', async () => {
    const api = supervisor.add(
      startChild({
        name: 'API',
        args: ['apps/api/dist/main.js'],
        env: { NODE_ENV: 'production', ...env },
        logFile: join(settings.dataDir, 'logs/api.log'),
      }),
    );
    await waitUntilReady(api, `${settings.apiUrl}/readyz`, readyWithinMs);
    return settings.apiUrl;
  });
}

async function startDashboard(supervisor, settings) {
  await step('Dashboard', async () => {
    const dashboard = supervisor.add(spawnDashboard(settings));
    await waitUntilReady(dashboard, `${dashboardUrl(settings)}/login`, readyWithinMs);
  });
}

async function startDemo(supervisor, settings, env) {
  await step('Demo', async () => {
    const demo = supervisor.add(
      startChild({
        name: 'Demo',
        args: ['apps/demo/dist/main.js'],
        env: {
          NODE_ENV: 'production',
          ACCORD_API_URL: settings.apiUrl,
          ACCORD_DASHBOARD_URL: settings.publicUrl,
          ACCORD_API_TOKEN: await demoToken(settings, env, settings.apiUrl),
          ACCORD_DATA_DIR: settings.dataDir,
          ACCORD_DEMO_PORT: String(settings.demoPort),
        },
        logFile: join(settings.dataDir, 'logs/demo.log'),
      }),
    );
    const page = `http://localhost:${settings.demoPort}`;
    await waitUntilReady(demo, page, readyWithinMs);
    return page;
  });
}

function sayHow(settings, admin) {
  console.log(`\nAccord is ready: ${settings.publicUrl}`);
  console.log(`  user      ${adminEmail}`);
  if (admin.password)
    console.log(`  password  ${admin.password}   (shown this once, kept in ${admin.passwordFile})`);
  else if (admin.passwordFile) console.log(`  password  in ${admin.passwordFile}, unless you changed it`);
  else console.log('  password  the one you chose');
  console.log('Ctrl-C stops everything; the data stays.');
}

const supervisor = supervise();
await supervisor.run(async () => {
  const { demo } = readArguments();
  const settings = requireSettings({ demo });
  await requireFreePorts(settings, demo);
  makeDataDir(settings.dataDir);
  await step('Build', () => buildIfChanged());
  const database = await startDatabase(supervisor, settings);
  const env = apiEnvironment(settings, database.url);
  await step('Migrations', () => migrate(env));
  let admin;
  await step('First administrator', async () => {
    admin = await createAdmin(settings, env, database.identity);
    return admin.password ? 'created' : 'exists';
  });
  await Promise.all([startApi(supervisor, settings, env), startDashboard(supervisor, settings)]);
  if (demo) await startDemo(supervisor, settings, env);
  sayHow(settings, admin);
});
