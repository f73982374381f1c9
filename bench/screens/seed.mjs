/** `node bench/screens/seed.mjs`: see README.md. */
import { openInstallation } from './lib/installation.mjs';
import { planFleet } from './lib/fleet-plan.mjs';
import { readOptions } from './lib/options.mjs';
import { freshen, seedInstances, seedReports } from './lib/seed-fleet.mjs';
import { seedLog } from './lib/seed-log.mjs';
import { seedThings } from './lib/seed-things.mjs';

const options = readOptions();
const now = Math.floor(Date.now() / 1000);

async function timed(what, work) {
  const started = performance.now();
  await work();
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function requireEmpty(client) {
  const { rows } = await client.query('SELECT number FROM change_log_head');
  if (rows[0].number !== '0')
    throw new Error(
      `The database below ${options.data} has a log already. Choose another --data, or delete it.`,
    );
}

const installation = await openInstallation(options.data);
const { client } = installation;
try {
  await requireEmpty(client);
  await client.query('SET synchronous_commit = off');
  const plan = await planFleet(options);
  await timed(`${options.events} events`, () => seedLog(client, plan, { events: options.events, now }));
  await timed(`${options.services} services with their contracts`, () => seedThings(client, plan, now));
  await timed(`${options.instances} instances`, () => seedInstances(client, plan, options.instances, now));
  await timed(`Reports of ${options.days} days`, () => seedReports(client, options.days, now));
  await timed('Reports of the last hour', () => freshen(client, now));
  await timed('Statistics', () => client.query('VACUUM ANALYZE'));
} finally {
  await installation.stop();
}
