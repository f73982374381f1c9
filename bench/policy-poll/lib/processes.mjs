import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;
const children = new Set();

/** Starts a program on one core, its output in `log` (a file descriptor). */
export function startOn(core, command, args, { env = {}, cwd, log }) {
  const child = spawn('taskset', ['-c', String(core), command, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    cwd,
    stdio: ['ignore', log, log],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Ends everything that was started, and waits for it. */
export async function stopAll() {
  const ends = [...children].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of children) child.kill('SIGTERM');
  await Promise.race([Promise.all(ends), delay(10_000)]);
  for (const child of children) child.kill('SIGKILL');
}

/** Seconds of processor time that a process and its descendants have used. */
export function cpuSeconds(pid) {
  return descendants(pid).reduce((sum, id) => sum + ticksOf(id), 0) / TICKS_PER_SECOND;
}

/** Resolves when the URL answers with a status below 500. */
export async function untilAnswers(url, child, withinMs) {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The process behind ${url} ended with ${child.exitCode}.`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer && answer.status < 500) return;
    await delay(200);
  }
  throw new Error(`${url} did not answer within ${withinMs} ms.`);
}

function descendants(root) {
  const parents = new Map();
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name)) parents.set(Number(name), statOf(name)?.parent);
  const found = [root];
  for (const id of found) for (const [child, parent] of parents) if (parent === id) found.push(child);
  return found;
}

function ticksOf(pid) {
  return statOf(pid)?.ticks ?? 0;
}

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}
