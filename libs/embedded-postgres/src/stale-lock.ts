import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** A server whose owner was just killed shuts down by itself; this long is waited for it. */
const shutdownGraceMs = 10_000;

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function lockedBy(pgdata: string): number | undefined {
  const file = join(pgdata, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  return Number.parseInt(readFileSync(file, 'utf8'), 10);
}

/**
 * Removes the lock file of a server that no longer exists. PostgreSQL itself only asks whether the process id is
 * alive, and after a reboot or in a container that id often belongs to something else.
 *
 * @throws EmbeddedPostgresError `in_use` when the server does exist and does not go away
 */
export async function clearStaleLock(pgdata: string): Promise<void> {
  const deadline = performance.now() + shutdownGraceMs;
  for (;;) {
    const pid = lockedBy(pgdata);
    if (pid === undefined) return;
    if (!commandLine(pid).includes(pgdata)) {
      rmSync(join(pgdata, 'postmaster.pid'), { force: true });
      return;
    }
    if (performance.now() > deadline) {
      throw new EmbeddedPostgresError(
        'in_use',
        `A PostgreSQL server (process ${pid}) already runs on ${pgdata}. Stop the Accord that started it, or kill -INT ${pid}.`,
      );
    }
    await delay(50);
  }
}
