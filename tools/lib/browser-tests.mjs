import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium, isPackaged } from '../chromium.mjs';
import { binOf, root } from './paths.mjs';

/** The command that runs browser tests with Playwright's `options`, in the Chromium that it finds or fetches. */
export function playwright(options, env = {}) {
  const { executablePath, args, source } = findChromium();
  console.log(`Chromium: ${executablePath} (${source})`);
  return {
    args: [binOf('@playwright/test', 'playwright', 'apps/e2e'), 'test', ...options],
    cwd: join(root, 'apps/e2e'),
    env: {
      ...env,
      ACCORD_CHROMIUM: executablePath,
      ACCORD_CHROMIUM_ARGS: JSON.stringify(args),
      ACCORD_CHROMIUM_PACKAGED: String(isPackaged(executablePath)),
    },
  };
}

/** Runs the browser tests of these `names` for people to see; the exit code. Needs a build. */
export function runBrowserTests(names, env) {
  const { args, cwd, env: added } = playwright(['--reporter=list', ...names], env);
  const options = { cwd, env: { ...process.env, ...added }, stdio: 'inherit' };
  const { status } = spawnSync(process.execPath, args, options);
  return status ?? 1;
}
