import { defineConfig } from 'vitest/config';

// Tests resolve our own packages to their sources, so a stale build can never pass. Only this condition is added:
// vitest hands the list to Node, where 'import' would give ES modules to a require().
const conditions = ['@accord/source', 'node'];
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };
const source = [
  'apps/*/src',
  'apps/dashboard/app',
  'apps/dashboard/features',
  'apps/dashboard/lib',
  'libs/*/src',
  'migrations/src',
  'tools',
];
const files = (suffix: string) => source.map((folder) => `${folder}/**/*.${suffix}.{ts,tsx,mjs}`);

export default defineConfig({
  test: {
    // The default leaves a core idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          // Loading every module anew for each file took half of the time.
          isolate: false,
          include: files('spec'),
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      {
        // What is published: of the build, so without the condition that names sources.
        test: {
          name: 'package',
          include: ['tools/package/*.package-spec.mjs'],
          environment: 'node',
          globalSetup: './tools/package/global-setup.mjs',
          testTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          // Every test has an app and a database of its own.
          isolate: false,
          include: files('int-spec'),
          environment: 'node',
          globalSetup: './libs/testing/src/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
