export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './embedded-postgres-error.js';
export { freePort } from './free-port.js';
export { startPostgres, type RunningPostgres, type StartPostgresOptions } from './start-postgres.js';
