import pg from 'pg';

/** Whoever runs the server, and may do to one database what befalls databases. */
export interface DatabaseOperator {
  /** `ALTER DATABASE` with this change, felt by every connection: each is ended. */
  alter(change: string): Promise<void>;
  /** The names that connections to the database give themselves, sorted. */
  connectionNames(): Promise<string[]>;
  leave(): Promise<void>;
}

/** From a connection to another database of the same server. */
export async function operatorOf(databaseUrl: string): Promise<DatabaseOperator> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const elsewhere = new URL(databaseUrl);
  elsewhere.pathname = 'postgres';
  const client = new pg.Client({ connectionString: elsewhere.href });
  await client.connect();
  return {
    alter: async (change) => {
      await client.query(`ALTER DATABASE "${name}" ${change}`);
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    },
    connectionNames: async () => {
      const { rows } = await client.query<{ name: string }>(
        'SELECT DISTINCT application_name AS name FROM pg_stat_activity WHERE datname = $1 ORDER BY 1',
        [name],
      );
      return rows.map((row) => row.name);
    },
    leave: () => client.end(),
  };
}
