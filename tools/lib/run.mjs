import { spawn } from 'node:child_process';
import { root } from './paths.mjs';
import { Refusal } from './steps.mjs';

const running = new Set();
const keptLines = 40;

let stopped = false;

/** Ends every script that `runNode` still waits for, and lets no other begin. */
export function stopRuns() {
  stopped = true;
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a Node script to its end.
 *
 * @returns its standard output; throws a Refusal with its last lines when it fails
 */
export function runNode(script, args, { cwd = root, env = {}, input = '' } = {}) {
  return new Promise((resolve, reject) => {
    if (stopped) throw new Refusal(`${script} was not run: everything is being stopped`);
    const child = spawn(process.execPath, [script, ...args], { cwd, env: { ...process.env, ...env } });
    running.add(child);
    const output = { stdout: '', all: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.stdout += text;
      output.all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (output.all += text));
    child.stdin.on('error', () => undefined).end(input);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      if (code === 0) return resolve(output.stdout);
      const shown = output.all.trim().split('\n').slice(-keptLines).join('\n');
      const name = script.replace(`${root}/`, '');
      return reject(new Refusal(`${name} failed (${signal ?? `exit code ${code}`}):\n${shown}`));
    });
  });
}
