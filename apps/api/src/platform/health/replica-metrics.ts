import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import pg from 'pg';
import type { ChangeLogFollower } from '../change-log/change-log-follower.js';

/** How far this replica has followed the change log: `time() - as_of` is how far it is behind. */
export function measureLog(registry: Registry, follower: ChangeLogFollower): void {
  const head = 'The last event of the change log that this replica has taken in.';
  gauge(registry, 'accord_log_head', head, () => follower.headNumber);
  const asOf = 'Everything that was committed before this time has been taken in by this replica.';
  gauge(registry, 'accord_log_as_of_timestamp_seconds', asOf, () => follower.asOf);
}

/** The connections that requests share. */
export function measurePool(registry: Registry, { driver }: DataSource): void {
  // TypeORM's type of a driver does not name the pool that the one for PostgreSQL has.
  const pool = () => {
    const master: unknown = Reflect.get(driver, 'master');
    return master instanceof pg.Pool ? master : undefined;
  };
  new Gauge({
    name: 'accord_database_connections',
    help: 'Connections of the pool that requests share, by state.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { totalCount = 0, idleCount = 0 } = pool() ?? {};
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'busy' }, totalCount - idleCount);
    },
  });
  const waiting = 'Requests that wait for a connection of the pool.';
  gauge(registry, 'accord_database_waiting', waiting, () => pool()?.waitingCount ?? 0);
}

function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}
