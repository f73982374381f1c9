import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type Binaries, libraryPath } from './binaries.js';
import type { Cluster } from './init-cluster.js';
import type { SystemUser } from './system-user.js';

/** A `postgres` process and its guard. */
export interface ServerProcess {
  /** settles with the exit code; null after a signal */
  readonly exited: Promise<number | null>;
  readonly hasExited: () => boolean;
  readonly logTail: () => string;
  /** fast shutdown: open transactions are rolled back, data is flushed */
  readonly stop: () => Promise<void>;
}

/** An immediate shutdown follows when a fast one takes longer; the next start then recovers from the log. */
const fastShutdownMs = 30_000;

/**
 * The server's parent. Its standard input is a pipe whose other end only we hold: however we die, `kill -9`
 * included, the pipe closes and the server gets the signal for a fast shutdown. So no server is ever orphaned.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- & server=$!
( while read -r line; do :; done <&3; kill -INT $server ) 2>/dev/null & watcher=$!
exec 3<&-
wait $server
code=$?
kill $watcher 2>/dev/null
exit $code
`;

const throwAwaySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '512MB',
};

function settings(port: number, durable: boolean, extra: Record<string, string>): string[] {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(durable ? {} : throwAwaySettings),
    ...extra,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function openLog(home: string): { path: string; descriptor: number } {
  const path = join(home, 'postgres.log');
  if (existsSync(path)) renameSync(path, `${path}.1`);
  return { path, descriptor: openSync(path, 'a', 0o600) };
}

function immediateShutdown(pgdata: string): void {
  const file = join(pgdata, 'postmaster.pid');
  if (existsSync(file)) process.kill(Number.parseInt(readFileSync(file, 'utf8'), 10), 'SIGQUIT');
}

async function stopChild(child: ChildProcess, exited: Promise<unknown>, pgdata: string): Promise<void> {
  const timer = setTimeout(() => {
    immediateShutdown(pgdata);
  }, fastShutdownMs);
  child.stdin?.end();
  await exited;
  clearTimeout(timer);
}

/** Runs `postgres` on the cluster, in a process group of its own: Ctrl-C in the terminal must reach us first. */
export function launchServer(
  binaries: Binaries,
  cluster: Cluster,
  port: number,
  durable: boolean,
  extraSettings: Record<string, string>,
  user: SystemUser | undefined,
): ServerProcess {
  const log = openLog(cluster.home);
  const command = [
    join(binaries.binDir, 'postgres'),
    '-D',
    cluster.pgdata,
    ...settings(port, durable, extraSettings),
  ];
  const child = spawn('/bin/sh', ['-c', guard, 'postgres-guard', ...command], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', log.descriptor, log.descriptor],
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', ...libraryPath(binaries.libDir) },
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  });
  closeSync(log.descriptor);
  child.stdin?.on('error', () => undefined);
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', () => {
      resolve(null);
    });
    child.once('exit', (code) => {
      child.stdin?.destroy();
      resolve(code);
    });
  });
  return {
    exited,
    hasExited: () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null,
    logTail: () => readFileSync(log.path, 'utf8').trim().split('\n').slice(-10).join('\n'),
    stop: () => stopChild(child, exited, cluster.pgdata),
  };
}
