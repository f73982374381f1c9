import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canEnter, type SystemUser } from './system-user.js';

/** Where data goes when the server's user cannot enter the directory that was asked for. */
export const fallbackRoot = '/var/lib/accord';

const pointerFile = 'moved-to';

/** The directory's own mode: the server's user must pass through it, nobody needs to list it. */
function makeHome(path: string, user: SystemUser | undefined): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, user ? 0o755 : 0o700);
}

/**
 * Decides where password, log and data live: in `dataDir` where possible. As root in a private directory the server's
 * user cannot get there: then in a directory of its own under `fallback`, remembered in `dataDir/moved-to`, so that
 * two checkouts never share data and a new checkout never meets an old one's.
 *
 * @throws EmbeddedPostgresError `unreachable` when data exists in `dataDir` but can no longer be entered: starting
 *   elsewhere would look like lost data.
 */
export function placeHome(dataDir: string, user: SystemUser | undefined, fallback: string): string {
  const wanted = resolve(dataDir);
  makeHome(wanted, user);
  const pointer = join(wanted, pointerFile);
  if (existsSync(pointer)) {
    const moved = readFileSync(pointer, 'utf8').trim();
    makeHome(moved, user);
    return moved;
  }
  if (canEnter(wanted, user)) return wanted;
  if (existsSync(join(wanted, 'pgdata'))) {
    throw new EmbeddedPostgresError(
      'unreachable',
      `PostgreSQL runs as ${user?.name ?? 'another user'}, who cannot enter ${wanted} any more. ` +
        'Give every directory above it the x permission for others, or run without root.',
    );
  }
  mkdirSync(fallback, { recursive: true });
  chmodSync(fallback, 0o755);
  const moved = join(fallback, randomBytes(6).toString('hex'));
  makeHome(moved, user);
  writeFileSync(pointer, `${moved}\n`);
  return moved;
}

const ownNames = /^(pgdata|password|postgres\.log|postgresql-|moved-to)/;

/** Deletes what a throw-away server left in the wanted and the actual directory, and nothing that others put there. */
export function removeHome(...directories: string[]): void {
  for (const directory of new Set(directories)) {
    for (const name of readdirSync(directory).filter((entry) => ownNames.test(entry))) {
      rmSync(join(directory, name), { recursive: true, force: true });
    }
    if (readdirSync(directory).length === 0) rmdirSync(directory);
  }
}
