import { randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_BUNDLE_BYTES } from './bundle-verification.js';

/** A bundle as it came, with the freshness statement that came with it. */
export interface StoredBundle {
  readonly bundle: string;
  /** The `Accord-Fresh` statement about exactly this bundle; null where none came. */
  readonly freshness: string | null;
}

export type BundleFile = 'bundle.jws' | 'bundle.previous.jws';
const FRESHNESS_FILE = 'freshness.jws';
const OWNER_FILE = 'owner';

/** The longest bundle that is taken from the network, with its freshness statement. */
export const MAX_FILE_BYTES = MAX_BUNDLE_BYTES + 64 * 1024;

const ABANDONED_MS = 60 * 60 * 1000;

/**
 * The last good bundle on disk, the one before it, and the latest freshness statement. Everything in the
 * files is signed, so that a reader needs no trust in the disk: what is damaged does not verify. A file is
 * replaced as a whole (temporary file, fsync, rename; mode 0600), so a crash leaves the old one or the new one.
 */
export class BundleCache {
  readonly #directory: string;
  #writes: Promise<void> = Promise.resolve();

  /** @param directory one per service and environment; made with mode 0700 where it is missing */
  constructor(directory: string) {
    this.#directory = directory;
  }

  get directory(): string {
    return this.#directory;
  }

  /**
   * Reads a stored bundle synchronously, so that the first request already meets a policy.
   * @returns null where the file does not exist
   * @throws where it exists and cannot be read
   */
  readBundle(file: BundleFile): StoredBundle | null {
    const lines = this.#readLines(file);
    if (!lines) return null;
    const [bundle = '', freshness = ''] = lines;
    return { bundle, freshness: freshness === '' ? null : freshness };
  }

  /** Reads the latest freshness statement; null where there is none. Throws as {@link readBundle}. */
  readFreshness(): string | null {
    return this.#readLines(FRESHNESS_FILE)?.[0] ?? null;
  }

  /** Stores a bundle that was put into force; `previous` is the one that it replaces, kept beside it. */
  storeBundle(current: StoredBundle, previous: StoredBundle | null): Promise<void> {
    return this.#inTurn(async () => {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      // The older file first: between the two steps either order leaves a readable bundle.
      if (previous) await this.#replace('bundle.previous.jws', contentOf(previous));
      await this.#replace('bundle.jws', contentOf(current));
    });
  }

  /** Stores the latest freshness statement, which is also what keeps the version floor. */
  storeFreshness(statement: string): Promise<void> {
    return this.#inTurn(async () => {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      await this.#replace(FRESHNESS_FILE, `${statement}\n`);
    });
  }

  /** Reads the mark of whoever wrote the cache; null where there is none. Throws as {@link readBundle}. */
  readOwner(): string | null {
    return this.#readLines(OWNER_FILE)?.[0] ?? null;
  }

  /** Stores the mark of whoever writes the cache. */
  storeOwner(owner: string): Promise<void> {
    return this.#inTurn(async () => {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      await this.#replace(OWNER_FILE, `${owner}\n`);
    });
  }

  /** Removes temporary files that a killed process left behind more than an hour ago. */
  removeAbandoned(): Promise<void> {
    return this.#inTurn(async () => {
      const names = await readdir(this.#directory).catch((): string[] => []);
      for (const name of names.filter((entry) => entry.endsWith('.tmp'))) {
        const path = join(this.#directory, name);
        const age = Date.now() - (await stat(path)).mtimeMs;
        if (age > ABANDONED_MS) await rm(path, { force: true });
      }
    });
  }

  /** Resolves when everything handed over so far is on disk or has failed. */
  settled(): Promise<void> {
    return this.#writes.catch(() => undefined);
  }

  #readLines(file: string): string[] | null {
    try {
      return readWhole(join(this.#directory, file)).split('\n');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const turn = this.#writes.catch(() => undefined).then(step);
    this.#writes = turn;
    return turn;
  }

  async #replace(
    file: BundleFile | typeof FRESHNESS_FILE | typeof OWNER_FILE,
    content: string,
  ): Promise<void> {
    const temporary = join(this.#directory, `${file}.${randomUUID()}.tmp`);
    try {
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, join(this.#directory, file));
      await this.#syncDirectory();
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Makes the rename itself durable. */
  async #syncDirectory(): Promise<void> {
    // Windows cannot open a directory; there the rename is as durable as the file system makes it.
    if (process.platform === 'win32') return;
    const handle = await open(this.#directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

function readWhole(path: string): string {
  // Opening a pipe waits for its writer otherwise, for ever where there is none.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw unusable('not_a_file', path);
    if (stats.size > MAX_FILE_BYTES) throw unusable('file_too_large', path);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

const unusable = (code: string, path: string) => Object.assign(new Error(`${path}: ${code}`), { code });

/** The `code` of a Node.js system error, for example `EACCES`; `unknown` where there is none. */
export function errorCode(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

function contentOf(stored: StoredBundle): string {
  return `${stored.bundle}\n${stored.freshness ?? ''}\n`;
}
