import { startTestCluster } from '@accord/testing';
import { CLUSTER_VARIABLE } from './world.js';

/** Playwright calls this once per run: one server and one migrated template for all worlds. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await startTestCluster(process.env['TEST_DATABASE_URL']);
  // What Playwright hands on to its workers is the environment.
  process.env[CLUSTER_VARIABLE] = JSON.stringify(cluster.address);
  return cluster.stop;
}
