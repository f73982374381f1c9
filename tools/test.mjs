/**
 * `npm test`: everything that must hold, quick checks first, and an honest `N passed, N failed` at the end. A skipped
 * test is a failure. `npm test -- --only unit,lint` runs those steps alone.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheDir, root } from './lib/paths.mjs';
import { failedTests, lastLines, readReport } from './lib/reports.mjs';
import { testSteps } from './lib/test-steps.mjs';

const stepTimeoutMs = 15 * 60_000;
const reportDir = join(cacheDir, 'reports');

/** The outcome must not depend on somebody's shell or on the `.env` of an installation. */
function cleanEnvironment() {
  const kept = new Set(['ACCORD_CHROMIUM']);
  const isOurs = (name) =>
    name.startsWith('ACCORD_') || ['DATABASE_URL', 'NODE_ENV', 'NODE_OPTIONS'].includes(name);
  const rest = Object.entries(process.env).filter(([name]) => !isOurs(name) || kept.has(name));
  return { ...Object.fromEntries(rest), NX_DAEMON: 'false', NEXT_TELEMETRY_DISABLED: '1' };
}

/** The exit code; what the command prints goes to `print`, so that steps which run together do not mix their lines. */
function run({ args, cwd = root, env = {} }, print) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: stepTimeoutMs,
    });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print);
    child.once('error', () => resolve(1));
    child.once('close', (code, signal) => {
      if (signal) print(`ended by ${signal}\n`);
      resolve(code ?? 1);
    });
  });
}

async function exitCodeOf(step, reportFile, print) {
  try {
    for (const command of step.commands(reportFile)) {
      const code = await run(command, print);
      if (code !== 0) return code;
    }
    return 0;
  } catch (error) {
    print(`${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}

async function resultOf(step, print) {
  const reportFile = join(reportDir, `${step.name}.json`);
  rmSync(reportFile, { force: true });
  const printed = [];
  const exitCode = await exitCodeOf(step, reportFile, (text) => {
    printed.push(text);
    print(text);
  });
  const counts = step.report ? readReport(step.report, reportFile, exitCode) : checkOf(exitCode);
  if (exitCode === 0) return counts;
  const names = step.report ? failedTests(step.report, reportFile) : [];
  return { ...counts, names, lastLines: names.length === 0 ? lastLines(printed.join('')) : [] };
}

const checkOf = (exitCode) => ({
  passed: exitCode === 0 ? 1 : 0,
  failed: exitCode === 0 ? 0 : 1,
  skipped: 0,
});

function chosenSteps() {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  if (only === undefined) return testSteps;
  const names = only.split(',');
  const unknown = names.filter((name) => !testSteps.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = testSteps.map(({ name }) => name).join(', ');
    throw new Error(`--only: found "${unknown.join(',')}", expected some of ${known}`);
  }
  return testSteps.filter(({ name }) => names.includes(name));
}

function line(name, { passed, failed, skipped, names = [], lastLines = [] }, ms) {
  const mark = isGood({ failed, skipped }) ? '✔' : '✘';
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  const summary = `${mark} ${name.padEnd(16)} ${passed} passed, ${failed} failed${skips} (${(ms / 1000).toFixed(1)} s)`;
  return [summary, ...names.map((test) => `    ✘ ${test}`), ...lastLines.map((text) => `    │ ${text}`)].join(
    '\n',
  );
}

/** The result of each step that has begun, by its name: a promise. */
const results = new Map();
const isGood = ({ failed, skipped }) => failed + skipped === 0;

async function perform(step, print) {
  const needed = await results.get(step.needs);
  const started = performance.now();
  print(`\n▸ ${step.name}\n`);
  const pointless = needed !== undefined && !isGood(needed);
  if (pointless) print(`not run: ${step.needs} failed\n`);
  const result = pointless ? { passed: 0, failed: 1, skipped: 0 } : await resultOf(step, print);
  const summary = line(step.name, result, performance.now() - started);
  print(`${summary}\n`);
  return { ...result, summary };
}

const show = (text) => process.stdout.write(text);

/** Two steps that use one core each at a time, in their order; each shows what it printed once it is done. */
async function performTogether(steps) {
  const queue = [...steps];
  const lane = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const printed = [];
      results.set(
        step.name,
        perform(step, (text) => printed.push(text)),
      );
      await results.get(step.name);
      show(printed.join(''));
    }
  };
  await Promise.all([lane(), lane()]);
}

async function performAlone(step) {
  results.set(step.name, perform(step, show));
  await results.get(step.name);
}

mkdirSync(reportDir, { recursive: true });
const steps = chosenSteps();
await performTogether(steps.filter(({ cores }) => cores === 1));
for (const step of steps.filter(({ cores }) => cores !== 1)) await performAlone(step);

const done = await Promise.all(results.values());
const lines = done.map(({ summary }) => summary);
const total = { passed: 0, failed: 0 };
for (const { passed, failed, skipped } of done) {
  total.passed += passed;
  total.failed += failed + skipped;
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
