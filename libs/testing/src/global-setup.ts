import type { TestProject } from 'vitest/node';
import { startTestCluster } from './test-cluster.js';

/** Vitest calls this once per run: one server and one migrated template for all suites. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster(process.env['TEST_DATABASE_URL']);
  project.provide('testCluster', cluster.address);
  return cluster.stop;
}
