/** `npm run dev`: compiles on every change, restarts the API and refreshes the dashboard, on the data of `npm start`. */
import { join } from 'node:path';
import { compile } from './lib/build.mjs';
import { startChild } from './lib/child.mjs';
import { openDatabase } from './lib/database.mjs';
import { binOf, root } from './lib/paths.mjs';
import { requireFreePort } from './lib/ports.mjs';
import { makeDataDir } from './lib/secrets.mjs';
import { adminEmail, apiEnvironment, createAdmin, migrate } from './lib/seed.mjs';
import { requireSettings } from './lib/settings.mjs';
import { step } from './lib/steps.mjs';
import { supervise } from './lib/supervisor.mjs';

function watchCompiler(supervisor) {
  supervisor.add(
    startChild({
      name: 'Compiler',
      args: [binOf('typescript', 'tsc'), '-b', '--watch', '--preserveWatchOutput', 'apps/api', 'libs/ui'],
      env: {},
    }),
  );
}

function watchApi(supervisor, env) {
  const args = ['--watch', '--watch-preserve-output', 'apps/api/dist/main.js'];
  supervisor.add(startChild({ name: 'API', args, env: { NODE_ENV: 'development', ...env } }));
}

function watchDashboard(supervisor, settings) {
  const { dashboardHost: host, dashboardPort: port } = settings;
  supervisor.add(
    startChild({
      name: 'Dashboard',
      args: [binOf('next', 'next', 'apps/dashboard'), 'dev', '--hostname', host, '--port', String(port)],
      cwd: join(root, 'apps/dashboard'),
      env: { NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1', ACCORD_API_URL: settings.apiUrl },
    }),
  );
}

const supervisor = supervise();
await supervisor.run(async () => {
  const settings = requireSettings({ demo: false });
  await requireFreePort('127.0.0.1', settings.apiPort, 'ACCORD_API_PORT');
  await requireFreePort(settings.dashboardHost, settings.dashboardPort, 'ACCORD_DASHBOARD_PORT');
  makeDataDir(settings.dataDir);
  await step('Compiling', () => compile());
  const database = await openDatabase(settings, console.log, supervisor.add);
  const env = apiEnvironment(settings, database.url);
  await step('Migrations', () => migrate(env));
  const admin = await createAdmin(settings, env, database.identity);
  watchCompiler(supervisor);
  watchApi(supervisor, env);
  watchDashboard(supervisor, settings);
  console.log(
    `\n${settings.publicUrl}  user ${adminEmail}  password in ${admin.passwordFile ?? 'your memory'}\n`,
  );
});
