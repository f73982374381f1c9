export { freePort } from '@accord/embedded-postgres';
export { migrate } from './migrate.js';
export {
  type ProcessExit,
  type SpawnedProcess,
  type SpawnProcessOptions,
  spawnProcess,
} from './processes.js';
export {
  cloneTemplate,
  startTestCluster,
  type TestCluster,
  type TestClusterAddress,
  type TestDatabase,
} from './test-cluster.js';
export { createTestDatabase, testClusterAddress } from './test-database.js';
export { type TestMigration, testMigration } from './test-migration.js';
export {
  makeBundle,
  makeClaims,
  makeContract,
  makeKey,
  makeToken,
  numberedContract,
  signBytes,
  signParts,
  TEST_AUDIENCE,
  TEST_ISSUER,
  type TestKey,
} from './tokens.js';
