import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Binaries, libraryPath } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { SystemUser } from './system-user.js';

/** The database superuser and the database that Accord uses. */
export const roleName = 'accord';

/** A cluster on disk. */
export interface Cluster {
  readonly home: string;
  /** PostgreSQL's own data directory */
  readonly pgdata: string;
  readonly password: string;
}

function give(path: string, user: SystemUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}

function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
}

function localeArguments(majorVersion: number): string[] {
  // Unicode rules that do not depend on the machine's locales; older versions only know C without them.
  return majorVersion >= 17
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : ['--locale=C'];
}

function runInitdb(
  binaries: Binaries,
  pgdata: string,
  passwordFile: string,
  durable: boolean,
  user?: SystemUser,
): void {
  const result = spawnSync(
    join(binaries.binDir, 'initdb'),
    [
      `--pgdata=${pgdata}`,
      `--username=${roleName}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...localeArguments(binaries.majorVersion),
      ...(durable ? ['--data-checksums'] : ['--no-sync']),
    ],
    {
      cwd: '/',
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', ...libraryPath(binaries.libDir) },
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    },
  );
  if (result.status === 0) return;
  const reason =
    result.error?.message ?? `${result.stdout}${result.stderr}`.trim().split('\n').slice(-10).join('\n');
  throw new EmbeddedPostgresError('init_failed', `initdb could not make a database in ${pgdata}:\n${reason}`);
}

function create(cluster: Cluster, binaries: Binaries, durable: boolean, user: SystemUser | undefined): void {
  const unfinished = `${cluster.pgdata}.unfinished`;
  const passwordFile = join(cluster.home, 'password.initdb');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  give(unfinished, user);
  writePrivate(passwordFile, cluster.password);
  give(passwordFile, user);
  try {
    runInitdb(binaries, unfinished, passwordFile, durable, user);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writePrivate(join(cluster.home, 'password'), `${cluster.password}\n`);
  // The name appears last, so an interrupted initdb is never taken for data.
  renameSync(unfinished, cluster.pgdata);
}

function checkVersion(pgdata: string, binaries: Binaries): void {
  const found = Number(readFileSync(join(pgdata, 'PG_VERSION'), 'utf8'));
  if (found === binaries.majorVersion) return;
  throw new EmbeddedPostgresError(
    'wrong_version',
    `${pgdata} was made by PostgreSQL ${found}, but the server is ${binaries.majorVersion}. ` +
      'Dump it with the old version and load it into the new one, or set DATABASE_URL to a server that has it.',
  );
}

/**
 * Opens the cluster below `home`, making it (with a random password, kept in `home/password`, mode 0600) on first use.
 *
 * @throws EmbeddedPostgresError `init_failed`, `wrong_version`
 */
export function openCluster(
  home: string,
  binaries: Binaries,
  durable: boolean,
  user: SystemUser | undefined,
): Cluster {
  const pgdata = join(home, 'pgdata');
  if (!existsSync(pgdata)) {
    const cluster = { home, pgdata, password: randomBytes(24).toString('base64url') };
    create(cluster, binaries, durable, user);
    return cluster;
  }
  checkVersion(pgdata, binaries);
  return { home, pgdata, password: readFileSync(join(home, 'password'), 'utf8').trim() };
}
