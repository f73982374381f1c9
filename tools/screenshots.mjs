/**
 * `npm run screenshots [folder]`: a picture of every screen, light and dark, at 1440, 720 and 390 pixels, with the demo
 * running; by default in `node_modules/.cache/accord/screenshots`. Needs a build.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runBrowserTests } from './lib/browser-tests.mjs';
import { cacheDir } from './lib/paths.mjs';

const folder = resolve(process.argv[2] ?? join(cacheDir, 'screenshots'));
mkdirSync(folder, { recursive: true });
process.exitCode = runBrowserTests(['every-screen'], { ACCORD_SCREENSHOTS: folder });
console.log(`Pictures: ${folder}`);
