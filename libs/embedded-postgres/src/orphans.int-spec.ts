import { spawn } from 'node:child_process';
import { mkdtempSync, chmodSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startPostgres } from './start-postgres.js';

const owner = `
  import { startPostgres } from '@accord/embedded-postgres';
  await startPostgres({ dataDir: process.argv[1], durable: true });
  console.log('up');
`;

it('ends the server when its owner is killed, and the next owner can start', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'accord-orphan-'));
  chmodSync(dataDir, 0o755);
  const child = spawn(process.execPath, ['--input-type=module', '-e', owner, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: import.meta.dirname,
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const lock = join(dataDir, 'pgdata', 'postmaster.pid');
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  child.kill('SIGKILL');

  const next = await startPostgres({ dataDir, durable: true });
  expect(Number.parseInt(readFileSync(lock, 'utf8'), 10)).not.toBe(pid);
  const deadline = performance.now() + 5_000;
  while (existsSync(`/proc/${pid}`) && performance.now() < deadline) await delay(20);
  expect(existsSync(`/proc/${pid}`)).toBe(false);
  await next.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
