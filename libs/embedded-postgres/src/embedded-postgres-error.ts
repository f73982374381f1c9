/**
 * Why the embedded server is not running. `message` says what was found and what to do next.
 *
 * - `binaries_missing`: no PostgreSQL for this platform is installed
 * - `unreachable`: existing data lies where the server's system user cannot go
 * - `wrong_version`: the data was made by another major version
 * - `in_use`: another server runs on this data
 * - `port_taken`: the port that was asked for is in use
 * - `init_failed`, `start_failed`: PostgreSQL itself refused; the message ends with its last log lines
 */
export type EmbeddedPostgresErrorCode =
  | 'binaries_missing'
  | 'unreachable'
  | 'wrong_version'
  | 'in_use'
  | 'port_taken'
  | 'init_failed'
  | 'start_failed';

/** Thrown by {@link startPostgres}; carries a stable `code`. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
