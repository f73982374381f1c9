import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The system user that the server runs as, when that is not ourselves. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Linux' conventional ids, for images whose passwd file names nobody. */
const overflowUser: SystemUser = { name: 'nobody', uid: 65534, gid: 65534 };

/** Finds `postgres`, else `nobody`, in the text of a passwd file. */
export function findServerUser(passwd: string): SystemUser {
  const rows = passwd.split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const row = rows.find((fields) => fields[0] === name);
    const [uid, gid] = [Number(row?.[2]), Number(row?.[3])];
    // macOS gives nobody the id -2, which setuid takes as its 32-bit complement.
    if (row && Number.isInteger(uid) && Number.isInteger(gid))
      return { name, uid: uid >>> 0, gid: gid >>> 0 };
  }
  return overflowUser;
}

/** PostgreSQL refuses to run as root: as root this is another user to switch to, else undefined. */
export function serverUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return findServerUser(readFileSync('/etc/passwd', 'utf8'));
}

/**
 * Whether `user` may enter `directory`, asked of the kernel: modes alone do not tell about ACLs and mounts.
 * Our own user reaches what it made, so `undefined` is always true.
 */
export function canEnter(directory: string, user: SystemUser | undefined): boolean {
  if (!user) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'test -x "$1" && test -r "$1"', 'sh', directory], {
    cwd: '/',
    uid: user.uid,
    gid: user.gid,
    stdio: 'ignore',
  });
  return probe.status === 0;
}
