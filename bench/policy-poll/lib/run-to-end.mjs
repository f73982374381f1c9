import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a program to its end; throws with its output when it fails. */
export async function runToEnd(command, args, env = {}) {
  const { stdout } = await run(command, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  return stdout;
}
