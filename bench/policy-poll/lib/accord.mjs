import { randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestLine } from './load.mjs';
import { startOn, untilAnswers } from './processes.mjs';
import { runToEnd } from './run-to-end.mjs';

const ENVIRONMENTS = 10;
const CREDENTIALS_IN_A_PLACE = 2;
const CONTRACT = {
  schema: 1,
  issuers: [{ issuer: 'https://auth.example.com', algorithms: ['ES256'] }],
  audiences: ['https://api.example.com'],
  token_type: { typ: ['at+jwt'] },
};

/** Starts the API as in production, fills it through its public API, and prepares one poll for each credential. */
export async function startAccord({ node, root, databaseUrl, port, core, log, folder, credentials }) {
  const token = randomBytes(32).toString('base64url');
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    ACCORD_API_PORT: String(port),
    ACCORD_MASTER_KEY: randomBytes(32).toString('base64url'),
    ACCORD_BOOTSTRAP_TOKEN: token,
    ACCORD_LOG_LEVEL: 'warn',
  };
  await runToEnd(node, [join(root, 'apps/api/dist/commands/migrate.js')], env);
  const child = startOn(core, node, [join(root, 'apps/api/dist/main.js')], { env, log });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(`${url}/readyz`, child, 60_000);
  const secrets = await seed(url, token, credentials);
  const file = join(folder, 'accord.requests');
  writeFileSync(file, (await Promise.all(secrets.map((secret) => pollOf(url, secret)))).join('\n'));
  return { name: 'Accord GET /v1/policy', pid: child.pid, port, file };
}

async function pollOf(url, secret) {
  const authorization = `Bearer ${secret}`;
  const answer = await fetch(`${url}/v1/policy`, { headers: { authorization } });
  if (answer.status !== 200) throw new Error(`The first poll was answered ${answer.status}.`);
  const bundle = (await answer.text()).split('.')[1];
  const { version } = JSON.parse(Buffer.from(bundle, 'base64url').toString());
  const etag = answer.headers.get('etag');
  const headers = {
    Authorization: authorization,
    'Accord-Instance': randomUUID(),
    'Accord-Sdk': 'validator-node/1.0.0',
    'Accord-Schema': '1',
    'Accord-Interval': '30',
    'Accord-Applied': String(version),
  };
  return requestLine({ path: '/v1/policy', etag, answeredEtag: etag, headers });
}

async function seed(url, bootstrap, credentials) {
  // The limits hold per caller and minute: several callers fill faster.
  const tokens = await Promise.all(
    Array.from({ length: 4 }, async (_, index) => {
      const body = { name: `bench ${index}`, role: 'admin', expires_at: null };
      return (await send(url, bootstrap, 'POST', '/v1/api-tokens', body)).token;
    }),
  );
  const call = (index, method, path, body, headers) =>
    send(url, tokens[index % tokens.length], method, path, body, headers);
  const [{ issuer, algorithms }] = CONTRACT.issuers;
  await call(0, 'POST', '/v1/issuers', { kind: 'managed', name: 'bench', issuer, algorithms });
  for (let index = 0; index < ENVIRONMENTS; index += 1)
    await call(index, 'POST', '/v1/environments', { name: `bench-${index}` });
  const places = Array.from({ length: credentials / CREDENTIALS_IN_A_PLACE }, (_, index) => index);
  for (let index = 0; index < places.length / ENVIRONMENTS; index += 1)
    await call(index, 'POST', '/v1/services', { name: `service-${index}`, title: `Service ${index}` });
  const secrets = [];
  for (const index of places) {
    const place = `/v1/services/service-${Math.floor(index / ENVIRONMENTS)}/environments/bench-${index % ENVIRONMENTS}`;
    const draft = await call(
      index,
      'PUT',
      `${place}/draft`,
      { contract: CONTRACT },
      { 'if-none-match': '*' },
    );
    await call(index, 'POST', `${place}/publish`, { reason: 'bench', draft_etag: draft.etag });
    for (let nth = 0; nth < CREDENTIALS_IN_A_PLACE; nth += 1)
      secrets.push((await call(index, 'POST', `${place}/credentials`, { name: `bench ${nth}` })).secret);
  }
  return secrets;
}

async function send(url, token, method, path, body, headers = {}) {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
