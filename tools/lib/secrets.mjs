import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The data directory: as root, the database's own user has to pass through it; every secret in it is 0600. */
export function makeDataDir(path) {
  mkdirSync(path, { recursive: true });
  chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/** A secret of this installation in a file that only the owner may read. */
export function secretFile(dataDir, name) {
  const path = join(dataDir, name);
  return {
    path,
    read: () => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined),
    write: (value) => {
      writeFileSync(path, `${value}\n`, { mode: 0o600 });
      chmodSync(path, 0o600);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

/** Random bytes as base64url. */
export const randomSecret = (bytes) => randomBytes(bytes).toString('base64url');
