/** `node bench/screens/api.mjs`: see README.md. */
import { closeConnections, send } from './lib/http.mjs';
import { openInstallation, startApi } from './lib/installation.mjs';
import { loadLine, readOptions } from './lib/options.mjs';
import { routesOf } from './lib/routes.mjs';
import { addedUp, freshen } from './lib/seed-fleet.mjs';

const GOAL_MS = 300;
const WARM_UP = 3;
/** Each route gets a token of its own: the limits hold for each caller. */
async function newToken({ settings, bootstrap }, name) {
  const body = { name, role: 'admin', expires_at: null };
  const { text } = await send(`${settings.apiUrl}/v1/api-tokens`, bootstrap, 'POST', body);
  return JSON.parse(text).token;
}

async function timesOf(url, token, requests) {
  for (let nth = 0; nth < WARM_UP; nth += 1) await send(url, token);
  const times = [];
  for (let nth = 0; nth < requests; nth += 1) times.push((await send(url, token)).ms);
  return times.sort((left, right) => left - right);
}

/** The log that was seeded must be a log: part by part, as the dashboard asks for it. */
async function checkChain({ settings }, token) {
  const path = `${settings.apiUrl}/v1/audit-events/verify?limit=100000&after=`;
  let part = { checked: 0, complete: false };
  while (!part.complete) {
    part = JSON.parse((await send(path + part.checked, token)).text);
    if (!part.intact) throw new Error(`The chain breaks at ${part.broken_at}: ${part.problem}`);
  }
  console.log(`\nThe chain of the log holds, up to event ${part.checked}.`);
}

const at = (sorted, share) => sorted[Math.ceil(sorted.length * share) - 1];

const options = readOptions();
const now = Math.floor(Date.now() / 1000);
const installation = await openInstallation(options.data);
let api;
try {
  await freshen(installation.client, now);
  let started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  api = await startApi(installation);
  console.log(`The API was ready after ${seconds()} s.`);
  started = performance.now();
  const reports = await addedUp(installation.client);
  console.log(`It added ${reports} reports up within ${seconds()} s.`);
  await installation.client.query('VACUUM ANALYZE');
  console.log(`${loadLine()}\n`);
  console.log(`| route | p50 ms | p95 ms | within ${GOAL_MS} ms |\n| --- | --: | --: | --- |`);
  for (const [name, path] of routesOf(now)) {
    const token = await newToken(installation, `bench ${name}`);
    const times = await timesOf(installation.settings.apiUrl + path, token, options.requests);
    const [p50, p95] = [at(times, 0.5), at(times, 0.95)];
    const verdict = p95 <= GOAL_MS ? 'yes' : '**no**';
    console.log(`| ${name} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${verdict} |`);
  }
  await checkChain(installation, await newToken(installation, 'bench chain'));
} finally {
  closeConnections();
  await api?.stop();
  await installation.stop();
}
