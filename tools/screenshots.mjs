/**
 * `npm run screenshots [folder]`: a picture of every screen, light and dark, at 1440, 720 and 390 pixels, with the demo
 * running; by default in `node_modules/.cache/accord/screenshots`. Needs a build.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findChromium } from './chromium.mjs';
import { binOf, cacheDir, root } from './lib/paths.mjs';

const folder = resolve(process.argv[2] ?? join(cacheDir, 'screenshots'));
mkdirSync(folder, { recursive: true });
const { executablePath, args } = findChromium();
const { status } = spawnSync(
  process.execPath,
  [binOf('@playwright/test', 'playwright', 'apps/e2e'), 'test', 'every-screen', '--reporter=list'],
  {
    cwd: join(root, 'apps/e2e'),
    env: {
      ...process.env,
      ACCORD_SCREENSHOTS: folder,
      ACCORD_CHROMIUM: executablePath,
      ACCORD_CHROMIUM_ARGS: JSON.stringify(args),
    },
    stdio: 'inherit',
  },
);
console.log(`Pictures: ${folder}`);
process.exitCode = status ?? 1;
