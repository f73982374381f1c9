/**
 * `npm run screenshots [folder]`: a picture of every screen, what it opens and what it says when the API fails, of the shop that
 * lives at one frozen moment, and of every screen while there is nothing to show; light and dark, at 1440 and 390 pixels; by default in `node_modules/.cache/accord/screenshots`.
 * Needs a build.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runBrowserTests } from './lib/browser-tests.mjs';
import { cacheDir } from './lib/paths.mjs';

const folder = resolve(process.argv[2] ?? join(cacheDir, 'screenshots'));
mkdirSync(folder, { recursive: true });
process.exitCode = runBrowserTests([], { ACCORD_SCREENSHOTS: folder });
console.log(`Pictures: ${folder}`);
