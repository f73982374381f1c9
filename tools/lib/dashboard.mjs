import { join } from 'node:path';
import { startChild } from './child.mjs';
import { binOf, root } from './paths.mjs';

/** Starts the built dashboard, in front of the API of `settings`. */
export function spawnDashboard(settings) {
  const { dashboardHost: host, dashboardPort: port } = settings;
  return startChild({
    name: 'Dashboard',
    args: [binOf('next', 'next', 'apps/dashboard'), 'start', '--hostname', host, '--port', String(port)],
    cwd: join(root, 'apps/dashboard'),
    env: {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ACCORD_API_URL: settings.apiUrl,
      PORT: String(port),
    },
    logFile: join(settings.dataDir, 'logs/dashboard.log'),
  });
}

/** Where this machine itself reaches it. */
export function dashboardUrl({ dashboardHost: host, dashboardPort: port }) {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable}:${port}`;
}
