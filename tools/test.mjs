/**
 * `npm test`: everything that must hold, quick checks first, and an honest `N passed, N failed` at the end. A skipped
 * test is a failure. `npm test -- --only unit,lint` runs those steps alone.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheDir, root } from './lib/paths.mjs';
import { failedTests, readReport } from './lib/reports.mjs';
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

function run({ args, cwd = root, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: stepTimeoutMs,
    });
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => {
      if (signal) console.error(`ended by ${signal}`);
      resolve(code ?? 1);
    });
  });
}

async function exitCodeOf(step, reportFile) {
  try {
    for (const command of step.commands(reportFile)) {
      const code = await run(command);
      if (code !== 0) return code;
    }
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

async function perform(step) {
  const reportFile = join(reportDir, `${step.name}.json`);
  rmSync(reportFile, { force: true });
  const exitCode = await exitCodeOf(step, reportFile);
  if (step.report) {
    const result = readReport(step.report, reportFile, exitCode);
    return { ...result, names: exitCode === 0 ? [] : failedTests(step.report, reportFile) };
  }
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

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

function line(name, { passed, failed, skipped, names = [] }, ms) {
  const mark = failed + skipped === 0 ? '✔' : '✘';
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  const summary = `${mark} ${name.padEnd(16)} ${passed} passed, ${failed} failed${skips} (${(ms / 1000).toFixed(1)} s)`;
  return [summary, ...names.map((test) => `    ✘ ${test}`)].join('\n');
}

mkdirSync(reportDir, { recursive: true });
const failedSteps = new Set();
const lines = [];
const total = { passed: 0, failed: 0 };
for (const step of chosenSteps()) {
  const started = performance.now();
  console.log(`\n▸ ${step.name}`);
  const pointless = step.needs !== undefined && failedSteps.has(step.needs);
  if (pointless) console.log(`not run: ${step.needs} failed`);
  const result = pointless ? { passed: 0, failed: 1, skipped: 0 } : await perform(step);
  if (result.failed + result.skipped > 0) failedSteps.add(step.name);
  total.passed += result.passed;
  total.failed += result.failed + result.skipped;
  lines.push(line(step.name, result, performance.now() - started));
  console.log(lines.at(-1));
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
