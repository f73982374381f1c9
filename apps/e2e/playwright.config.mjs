import { defineConfig } from '@playwright/test';

/** The runner of `npm test` says which Chromium there is. */
const executablePath = process.env['ACCORD_CHROMIUM'] ?? '/usr/bin/chromium';
/** The pictures were drawn by the packaged Chromium. Another one shades edges in its own way, but moves nothing. */
const isPackaged = process.env['ACCORD_CHROMIUM_PACKAGED'] === 'true';
const likeness = isPackaged ? { maxDiffPixels: 150 } : { maxDiffPixelRatio: 0.02 };
const args = JSON.parse(process.env['ACCORD_CHROMIUM_ARGS'] ?? '["--no-sandbox"]');

export default defineConfig({
  testDir: './src',
  testMatch: process.env['ACCORD_SCREENSHOTS'] ? 'screenshots.ts' : '*.e2e.ts',
  globalSetup: './src/world/global-setup.ts',
  outputDir: '../../node_modules/.cache/accord/e2e',
  // A world of real processes waits more than it computes: three of them fill two cores, and no test measures speed.
  workers: 3,
  timeout: 420_000,
  // One Chromium draws them all: where a picture was made shows in no name.
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  expect: { timeout: 60_000, toHaveScreenshot: likeness },
  use: {
    headless: true,
    // Glyphs as their outlines say, not as the fonts and hinting settings of this machine would have them.
    launchOptions: { executablePath, args: [...args, '--font-render-hinting=none', '--disable-lcd-text'] },
    viewport: { width: 1440, height: 900 },
    // A picture of every page at every action would take a tenth of the time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
  },
});
