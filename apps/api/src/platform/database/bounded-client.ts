import pg from 'pg';

/** What node-postgres says of a query whose answer did not come within `query_timeout`. */
export const UNANSWERED = 'Query read timeout';

type Ask = (this: pg.Client, ...args: unknown[]) => unknown;

/**
 * A connection that ends with the first query that is not answered within its `query_timeout`. node-postgres itself only
 * gives the query up: the connection went back to its pool, and whoever took it next waited behind that query for ever.
 */
export class BoundedClient extends pg.Client {
  /** One implementation for all of node-postgres's overloads, hence no type of its own. */
  override query(...args: unknown[]): never {
    const answer = (super.query as Ask).apply(this, args);
    // Whoever asks with a callback is pg.Pool, which discards the client of a failed query itself.
    return (answer instanceof Promise ? this.watched(answer) : answer) as never;
  }

  private async watched(answer: Promise<unknown>): Promise<unknown> {
    try {
      return await answer;
    } catch (error) {
      // Before the caller hears of it: a pool takes back no client that is ending.
      if (error instanceof Error && error.message === UNANSWERED) void this.end();
      throw error;
    }
  }
}
