import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { root } from './paths.mjs';
import { Refusal } from './steps.mjs';

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
const isUrl = (text, protocols) => URL.canParse(text) && protocols.includes(new URL(text).protocol);

/** The demo's page, issuer, gateway and three services listen on ports that follow each other. */
export const demoPorts = 6;

/** variable → what it means to be right, and whether its value may be shown */
const variables = {
  ACCORD_API_PORT: { fallback: '4000', valid: isPort, expected: 'a port from 1 to 65535' },
  ACCORD_DASHBOARD_PORT: { fallback: '3000', valid: isPort, expected: 'a port from 1 to 65535' },
  ACCORD_DASHBOARD_HOST: {
    fallback: '127.0.0.1',
    valid: (text) => text !== '',
    expected: 'an address to listen on',
  },
  ACCORD_DEMO_PORT: {
    fallback: '4100',
    valid: (text) => isPort(text) && Number(text) + demoPorts <= 65536,
    expected: `the first of ${demoPorts} ports from 1 to 65535`,
  },
  ACCORD_DATA_DIR: { fallback: '.accord', valid: (text) => text !== '', expected: 'a directory' },
  ACCORD_PUBLIC_URL: {
    fallback: '',
    valid: (text) => text === '' || isUrl(text, ['http:', 'https:']),
    expected: 'the http(s) URL under which browsers reach the dashboard',
  },
  DATABASE_URL: {
    fallback: '',
    valid: (text) => text === '' || isUrl(text, ['postgres:', 'postgresql:']),
    expected: 'postgres://user:password@host:port/database, or nothing for the embedded PostgreSQL',
    secret: true,
  },
  ACCORD_MASTER_KEY: {
    fallback: '',
    valid: (text) => text === '' || /^[A-Za-z0-9_-]{43}$/.test(text),
    expected: '32 bytes as base64url (43 characters), or nothing to have one made in the data directory',
    secret: true,
  },
};

function problemsOf(environment, demo) {
  const value = (name) => environment[name] || variables[name].fallback;
  const problems = Object.entries(variables)
    .filter(([name, { valid }]) => !valid(value(name)))
    .map(([name, { expected, secret }]) => {
      const found = secret ? 'a value that is not shown' : `"${value(name)}"`;
      return `${name}: found ${found}, expected ${expected}`;
    });
  return problems.length > 0 ? problems : sharedPorts(value, demo);
}

/** Ports that two of our own parts would ask for: nobody else holds them, so that only shows when the second one starts. */
function sharedPorts(value, demo) {
  const [api, dashboard] = [value('ACCORD_API_PORT'), value('ACCORD_DASHBOARD_PORT')];
  if (api === dashboard)
    return [
      `ACCORD_DASHBOARD_PORT: found "${dashboard}", expected another port than that of ACCORD_API_PORT`,
    ];
  const first = Number(value('ACCORD_DEMO_PORT'));
  const isDemos = (name) => Number(value(name)) >= first && Number(value(name)) < first + demoPorts;
  return ['ACCORD_API_PORT', 'ACCORD_DASHBOARD_PORT']
    .filter((name) => demo && isDemos(name))
    .map(
      (name) =>
        `${name}: found "${value(name)}", expected a port outside the demo's ${first} to ${first + demoPorts - 1} (ACCORD_DEMO_PORT moves those)`,
    );
}

/**
 * Reads what `npm start` and `npm run dev` need; with `demo` its ports have to be apart from the others too.
 *
 * @returns {{ problems: string[], settings?: object }} every problem as one line: variable, found, expected
 */
export function readSettings(environment, { demo } = { demo: true }) {
  const problems = problemsOf(environment, demo);
  if (problems.length > 0) return { problems };
  const value = (name) => environment[name] || variables[name].fallback;
  const dataDir = value('ACCORD_DATA_DIR');
  const dashboardPort = Number(value('ACCORD_DASHBOARD_PORT'));
  return {
    problems,
    settings: {
      apiPort: Number(value('ACCORD_API_PORT')),
      apiUrl: `http://127.0.0.1:${value('ACCORD_API_PORT')}`,
      dashboardPort,
      demoPort: Number(value('ACCORD_DEMO_PORT')),
      dashboardHost: value('ACCORD_DASHBOARD_HOST'),
      dataDir: isAbsolute(dataDir) ? dataDir : join(root, dataDir),
      publicUrl: value('ACCORD_PUBLIC_URL') || `http://localhost:${dashboardPort}`,
      databaseUrl: value('DATABASE_URL') || undefined,
      masterKey: value('ACCORD_MASTER_KEY') || undefined,
    },
  };
}

/** The settings of this process; `.env` fills what the environment leaves out. Refuses when any is bad. */
export function requireSettings(parts) {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const { problems, settings } = readSettings(process.env, parts);
  if (problems.length > 0) throw new Refusal(problems.join('\n'));
  return settings;
}
