import { resolve } from 'node:path';
import { findBinaries, type Binaries } from './binaries.js';
import { fallbackRoot, placeHome, removeHome } from './cluster-home.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { freePort, isPortFree } from './free-port.js';
import { type Cluster, openCluster, roleName } from './init-cluster.js';
import { launchServer, type ServerProcess } from './server-process.js';
import { clearStaleLock } from './stale-lock.js';
import { serverUser, type SystemUser } from './system-user.js';
import { waitUntilReady } from './wait-until-ready.js';

/** How to run the server. */
export interface StartPostgresOptions {
  /** where password, log and data are kept; made when missing. See `RunningPostgres.home` for the exception. */
  readonly dataDir: string;
  /** a fixed port on 127.0.0.1; any free one when absent */
  readonly port?: number;
  /** a directory with `initdb` and `postgres` to use instead of the npm package's */
  readonly binariesDir?: string;
  /** false: nothing is synced to disk and `stop()` deletes everything. For tests only. */
  readonly durable: boolean;
  /** PostgreSQL settings on top of ours, as in `postgres -c name=value` */
  readonly settings?: Record<string, string>;
  /** receives what a person should know, such as where the data went */
  readonly log?: (line: string) => void;
}

/** A server that answers. */
export interface RunningPostgres {
  /** connection string of the `accord` database, password included */
  readonly url: string;
  readonly port: number;
  /** `dataDir`, or the directory below /var/lib/accord that stands in for it (root in a private directory) */
  readonly home: string;
  /** settles with the exit code when the server ends, asked or not; null after a signal */
  readonly exited: Promise<number | null>;
  /** fast shutdown; resolves when the process is gone */
  readonly stop: () => Promise<void>;
}

/** Somebody may take a free port between our look and the server's start. */
const attemptsOnFreePorts = 5;

function connectionString(cluster: Cluster, port: number, database: string): string {
  return `postgres://${roleName}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

async function requireFree(port: number): Promise<void> {
  if (await isPortFree(port)) return;
  throw new EmbeddedPostgresError(
    'port_taken',
    `Port ${port} of 127.0.0.1 is taken: choose another for PostgreSQL.`,
  );
}

interface Launched {
  readonly server: ServerProcess;
  readonly port: number;
}

async function launch(
  options: StartPostgresOptions,
  binaries: Binaries,
  cluster: Cluster,
  user: SystemUser | undefined,
): Promise<Launched> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const server = launchServer(binaries, cluster, port, options.durable, options.settings ?? {}, user);
    try {
      await waitUntilReady(server, connectionString(cluster, port, 'postgres'));
      return { server, port };
    } catch (error) {
      const lostTheRace = error instanceof EmbeddedPostgresError && error.code === 'port_taken';
      if (!lostTheRace || options.port !== undefined || attempt === attemptsOnFreePorts) throw error;
    }
  }
}

/**
 * Starts a real PostgreSQL from the binaries that npm installed, listening on 127.0.0.1 only, and resolves when it
 * answers. The first start makes the cluster; later ones keep its data. As root it runs as `postgres` or `nobody`.
 * The server ends with this process, however that ends.
 *
 * @throws EmbeddedPostgresError with a code that says why, and a message that says what to do
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  if (options.port !== undefined) await requireFree(options.port);
  const user = serverUser();
  const home = placeHome(options.dataDir, user, fallbackRoot);
  if (home !== resolve(options.dataDir)) {
    options.log?.(
      `${options.dataDir} is closed to the user ${user?.name ?? ''}: the database is kept in ${home}`,
    );
  }
  const binaries = findBinaries(options.binariesDir, home, user);
  const cluster = openCluster(home, binaries, options.durable, user);
  await clearStaleLock(cluster.pgdata);
  const { server, port } = await launch(options, binaries, cluster, user);
  const stop = async (): Promise<void> => {
    await server.stop();
    if (!options.durable) removeHome(resolve(options.dataDir), home);
  };
  return { url: connectionString(cluster, port, roleName), port, home, exited: server.exited, stop };
}
