import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** What to run: Node with these arguments. */
export interface SpawnProcessOptions {
  /** script and arguments, as in `node …args` */
  readonly args: readonly string[];
  /** the whole environment, but for PATH and HOME: nothing of the test run's own settings leaks in */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** written to standard input, which is then closed */
  readonly input?: string;
}

/** How a process ended: an exit code or a signal. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A real process under test. */
export interface SpawnedProcess {
  readonly pid: number;
  readonly exited: Promise<ProcessExit>;
  readonly stdout: () => string;
  /** standard output and error in the order of arrival */
  readonly output: () => string;
  /** resolves with the match as soon as the output has it; rejects at the deadline or when the process ends without */
  readonly waitForOutput: (pattern: RegExp, withinMs: number) => Promise<RegExpExecArray>;
  /** polls until the URL answers 2xx; rejects at the deadline or when the process ends */
  readonly waitForUrl: (url: string, withinMs: number) => Promise<void>;
  /** sends the signal and resolves when the process is gone: SIGKILL is a crash, SIGTERM a clean stop */
  readonly kill: (signal: NodeJS.Signals) => Promise<ProcessExit>;
}

const pollEveryMs = 25;
const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

async function poll<Value>(
  what: string,
  withinMs: number,
  child: ChildProcess,
  output: () => string,
  look: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    // Asked before looking: what was written before the end must still be found.
    const ended = child.exitCode !== null || child.signalCode !== null;
    const found = await look();
    if (found !== undefined) return found;
    if (ended) throw new Error(`The process ended before ${what}. Its output:\n${output()}`);
    if (performance.now() > deadline)
      throw new Error(`No ${what} within ${withinMs} ms. Output:\n${output()}`);
    await delay(pollEveryMs);
  }
}

async function answersOk(url: string): Promise<true | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok ? true : undefined;
  } catch {
    return undefined;
  }
}

function collect(child: ChildProcess): { stdout: () => string; output: () => string } {
  const chunks = { stdout: '', output: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    chunks.stdout += text;
    chunks.output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    chunks.output += text;
  });
  return { stdout: () => chunks.stdout, output: () => chunks.output };
}

/** Starts a real Node process. It never outlives the test process. */
export function spawnProcess(options: SpawnProcessOptions): SpawnedProcess {
  const child = spawn(process.execPath, options.args, {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  const { stdout, output } = collect(child);
  const exited = new Promise<ProcessExit>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  return {
    pid: child.pid ?? 0,
    exited,
    stdout,
    output,
    waitForOutput: (pattern, withinMs) =>
      poll(
        `output like ${pattern.source}`,
        withinMs,
        child,
        output,
        () => pattern.exec(output()) ?? undefined,
      ),
    waitForUrl: async (url, withinMs) => {
      await poll(`answer from ${url}`, withinMs, child, output, () => answersOk(url));
    },
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}
