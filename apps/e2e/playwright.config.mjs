import { defineConfig } from '@playwright/test';

/** The runner of `npm test` says which Chromium there is. */
const executablePath = process.env['ACCORD_CHROMIUM'] ?? '/usr/bin/chromium';
const args = JSON.parse(process.env['ACCORD_CHROMIUM_ARGS'] ?? '["--no-sandbox"]');

export default defineConfig({
  testDir: './src',
  testMatch: '*.e2e.ts',
  outputDir: '../../node_modules/.cache/accord/e2e',
  // A world of real processes waits more than it computes: two of them fill two cores, and no test measures speed.
  workers: 2,
  timeout: 420_000,
  expect: { timeout: 60_000 },
  use: {
    headless: true,
    launchOptions: { executablePath, args },
    viewport: { width: 1440, height: 900 },
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
});
