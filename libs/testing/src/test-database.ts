import { cloneTemplate, type TestClusterAddress, type TestDatabase } from './test-cluster.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** set by global-setup.ts */
    testCluster: TestClusterAddress;
  }
}

/** The server of this vitest run; only in the `integration` project. */
export async function testClusterAddress(): Promise<TestClusterAddress> {
  // Loaded late: Playwright and plain scripts use this library too, and vitest refuses to load there.
  const { inject } = await import('vitest');
  return inject('testCluster');
}

/** A migrated, empty database for one suite of an `*.int-spec.ts`: make it in `beforeAll`, drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return cloneTemplate(await testClusterAddress());
}
