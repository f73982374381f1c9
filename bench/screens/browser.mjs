/** `node bench/screens/browser.mjs`: see README.md. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findChromium } from '../../tools/chromium.mjs';
import { root } from '../../tools/lib/paths.mjs';
import { openInstallation, startApi, startDashboard } from './lib/installation.mjs';
import { loadLine, readOptions } from './lib/options.mjs';
import { isComplete, loadFigures, longestInteraction, observe } from './lib/page-figures.mjs';
import { screens } from './lib/screens.mjs';
import { freshen } from './lib/seed-fleet.mjs';

const LOADS = 5;
const GOALS = { lcp: 2_500, inp: 200, scriptBytes: 300_000 };
const SIZE = { width: 1440, height: 900 };
/** What is painted is told to the page a moment later. */
const SETTLE_MS = 300;

const { chromium } = createRequire(join(root, 'apps/e2e/package.json'))('@playwright/test');

async function logIn(browser, url, { email, password }) {
  const context = await browser.newContext({ viewport: SIZE });
  const page = await context.newPage();
  await page.goto(`${url}/login`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((next) => next.pathname !== '/login');
  const session = await context.storageState();
  await context.close();
  return session;
}

/** One load with an empty cache, and what people do on the page after it. */
async function visit(browser, session, url, interact) {
  const context = await browser.newContext({ viewport: SIZE, storageState: session });
  await context.addInitScript(observe);
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(isComplete);
  await page.waitForTimeout(SETTLE_MS);
  const figures = await page.evaluate(loadFigures);
  await interact(page);
  await page.waitForTimeout(SETTLE_MS);
  const inp = await page.evaluate(longestInteraction);
  await context.close();
  return { ...figures, inp };
}

const worst = (visits, figure) => Math.max(...visits.map((visited) => visited[figure]));

function row(path, visits) {
  const figures = {
    lcp: worst(visits, 'lcp'),
    inp: worst(visits, 'inp'),
    scriptBytes: worst(visits, 'scriptBytes'),
  };
  const over = Object.keys(GOALS).filter((name) => figures[name] > GOALS[name]);
  const { lcp, inp, scriptBytes } = figures;
  const verdict = over.length === 0 ? 'yes' : `**no**: ${over.join(', ')}`;
  return `| ${path} | ${lcp.toFixed(0)} | ${inp.toFixed(0)} | ${(scriptBytes / 1000).toFixed(0)} | ${verdict} |`;
}

const installation = await openInstallation(readOptions().data);
const { settings, client } = installation;
const processes = [];
let browser;
try {
  await freshen(client, Math.floor(Date.now() / 1000));
  await client.query('VACUUM ANALYZE');
  processes.push(await startApi(installation));
  const { dashboard, ...account } = await startDashboard(installation);
  processes.push(dashboard);
  const { executablePath, args } = findChromium();
  browser = await chromium.launch({ executablePath, args });
  console.log(`Chromium ${browser.version()}, ${SIZE.width} × ${SIZE.height}. ${loadLine()}`);
  console.log(`The worst of ${LOADS} loads, each with an empty cache.\n`);
  console.log(
    '| screen | LCP ms | INP ms | script kB (gzip) | within the goals |\n| --- | --: | --: | --: | --- |',
  );
  const session = await logIn(browser, settings.publicUrl, account);
  for (const [path, interact] of screens) {
    const visits = [];
    for (let load = 0; load < LOADS; load += 1)
      visits.push(await visit(browser, session, settings.publicUrl + path, interact));
    console.log(row(path, visits));
  }
} finally {
  await browser?.close();
  await Promise.all(processes.map((child) => child.stop()));
  await installation.stop();
}
