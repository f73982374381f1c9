import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestLine } from './load.mjs';
import { startOn, untilAnswers } from './processes.mjs';

const FEATURES = 20;

/**
 * Unleash at its best: its limits lifted so that they do not answer 429, one client token (it looks through a list of
 * them), and features that are switched on (without any it asks its database on every poll).
 */
export async function startUnleash({ node, home, databaseUrl, port, core, log, folder, credentials }) {
  const tokens = Array.from(
    { length: credentials },
    () => `default:development.${randomBytes(32).toString('hex')}`,
  );
  const admin = `*:*.${randomBytes(32).toString('hex')}`;
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATABASE_SSL: 'false',
    PORT: String(port),
    HTTP_HOST: '127.0.0.1',
    INIT_ADMIN_API_TOKENS: admin,
    INIT_CLIENT_API_TOKENS: tokens.join(','),
    SDK_API_RATE_LIMIT_PER_MINUTE: '100000000',
    TOKEN_AUTHENTICATION_RATE_LIMIT_PER_MINUTE: '100000000',
    LOG_LEVEL: 'error',
    CHECK_VERSION: 'false',
    SEND_TELEMETRY: 'false',
  };
  const main = join(home, 'node_modules/unleash-server/dist/server.js');
  const child = startOn(core, node, [main], { env, log });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(`${url}/health`, child, 120_000);
  for (let index = 0; index < FEATURES; index += 1) await createFeature(url, admin, `feature-${index}`);
  const file = join(folder, 'unleash.requests');
  const lines = [];
  for (const token of tokens) lines.push(await pollOf(url, token));
  writeFileSync(file, lines.join('\n'));
  return { name: 'Unleash GET /api/client/features', pid: child.pid, port, file };
}

async function createFeature(url, admin, name) {
  const features = '/api/admin/projects/default/features';
  const environment = `${features}/${name}/environments/development`;
  await send(url, admin, features, { name, type: 'release' });
  await send(url, admin, `${environment}/strategies`, {
    name: 'flexibleRollout',
    parameters: { rollout: '50' },
  });
  await send(url, admin, `${environment}/on`, {});
}

async function send(url, authorization, path, body) {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Unleash answered ${path} with ${answer.status}: ${text}`);
}

async function pollOf(url, token) {
  const headers = { Authorization: token, 'UNLEASH-APPNAME': 'bench', 'UNLEASH-INSTANCEID': 'bench' };
  const answer = await fetch(`${url}/api/client/features`, { headers });
  if (answer.status !== 200) throw new Error(`The first request was answered ${answer.status}.`);
  await answer.text();
  const etag = answer.headers.get('etag');
  // Unleash takes all headers off its 304s.
  return requestLine({ path: '/api/client/features', etag, answeredEtag: '', headers });
}
