import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './paths.mjs';
import { Refusal } from './steps.mjs';

const killAfterMs = 10_000;

/**
 * The parent of each child. Its standard input is a pipe that only we hold, so the child is told to stop when we end,
 * `kill -9` included: nothing is ever orphaned.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- & child=$!
( while read -r line; do :; done <&3; kill -TERM $child ) 2>/dev/null & watcher=$!
exec 3<&-
wait $child
code=$?
kill $watcher 2>/dev/null
exit $code
`;

function openLog(path) {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

/**
 * Starts `node …args` with its output in `logFile`, or in our own without one.
 *
 * It runs in a process group of its own: Ctrl-C in the terminal reaches only us, and we stop things in order.
 */
export function startChild({ name, args, env, logFile, cwd = root }) {
  const log = logFile ? openLog(logFile) : 'inherit';
  const child = spawn('/bin/sh', ['-c', guard, `${name}-guard`, process.execPath, ...args], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['pipe', log, log],
  });
  if (logFile) closeSync(log);
  child.stdin.on('error', () => undefined);
  let ended = false;
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  }).then((how) => {
    ended = true;
    child.stdin.destroy();
    return how;
  });
  return {
    name,
    logFile,
    exited,
    hasExited: () => ended,
    lastLines: () => (logFile ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-20).join('\n') : ''),
    stop: async () => {
      child.stdin.end();
      const timer = setTimeout(() => killGroup(child.pid), killAfterMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended in this very moment.
  }
}

async function answers(url) {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status < 400;
  } catch {
    return false;
  }
}

/** Waits until `url` answers without an error, or throws why it never will. */
export async function waitUntilReady(child, url, withinMs) {
  const deadline = performance.now() + withinMs;
  while (!(await answers(url))) {
    if (child.hasExited()) throw new Refusal(`${child.name} stopped while starting:\n${child.lastLines()}`);
    if (performance.now() > deadline) {
      const waited = withinMs / 1000;
      throw new Refusal(`${child.name} did not answer at ${url} within ${waited} s:\n${child.lastLines()}`);
    }
    await delay(50);
  }
}
