/** `node bench/policy-poll/run.mjs`: see README.md. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort } from '@accord/embedded-postgres';
import { startAccord } from './lib/accord.mjs';
import { startBare } from './lib/bare.mjs';
import { load } from './lib/load.mjs';
import { startNginx } from './lib/nginx.mjs';
import { cpuSeconds, stopAll } from './lib/processes.mjs';
import { requireTools } from './lib/require-tools.mjs';
import { summary } from './lib/summary.mjs';
import { startUnleash } from './lib/unleash.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '5' },
    warmup: { type: 'string', default: '10' },
    connections: { type: 'string', default: '64' },
    credentials: { type: 'string', default: '1000' },
    'unleash-tokens': { type: 'string', default: '1' },
    'server-core': { type: 'string', default: '0' },
    'load-core': { type: 'string', default: '1' },
  },
});

async function startServers(tools, folder, databases) {
  const shared = {
    node: tools.node,
    core: values['server-core'],
    folder,
    credentials: Number(values.credentials),
  };
  const log = (name) => openSync(join(folder, `${name}.log`), 'a');
  const accord = await startAccord({
    ...shared,
    root,
    databaseUrl: databases.accord,
    port: await freePort(),
    log: log('accord'),
  });
  const nginx = await startNginx({
    ...shared,
    port: await freePort(),
    log: log('nginx'),
    accordFile: accord.file,
  });
  const unleash = await startUnleash({
    ...shared,
    home: here,
    credentials: Number(values['unleash-tokens']),
    databaseUrl: databases.unleash,
    port: await freePort(),
    log: log('unleash'),
  });
  const bare = await startBare({ ...shared, port: await freePort(), log: log('bare'), accord });
  return [accord, nginx, unleash, bare];
}

async function measure(node, server, seconds) {
  const before = cpuSeconds(server.pid);
  const result = await load(node, server.port, server.file, {
    seconds,
    connections: Number(values.connections),
    core: values['load-core'],
  });
  const cpu = cpuSeconds(server.pid) - before;
  return { perSecond: result.requests / result.seconds, perCpuSecond: result.requests / cpu };
}

const tools = await requireTools(here, root);
// The bench, its database and the load share one core; the servers get the other for themselves.
execFileSync('taskset', ['-pc', values['load-core'], String(process.pid)], { stdio: 'ignore' });
const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'));
const postgres = await tools.startPostgres(join(folder, 'postgres'));
try {
  console.log('Starting Accord, nginx, Unleash and a bare server, and filling them …');
  const servers = await startServers(tools, folder, postgres);
  for (const server of servers) await measure(tools.node, server, Number(values.warmup));
  const results = new Map(servers.map((server) => [server.name, []]));
  for (let round = 1; round <= Number(values.rounds); round += 1)
    for (const server of servers) {
      const result = await measure(tools.node, server, Number(values.seconds));
      results.get(server.name).push(result);
      console.log(`round ${round}  ${server.name}: ${Math.round(result.perSecond)}/s`);
    }
  console.log(summary(results, values, tools.versions));
} finally {
  await stopAll();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
