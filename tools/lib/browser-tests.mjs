import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium, isPackaged } from '../chromium.mjs';
import { binOf, root } from './paths.mjs';

/** What the browser tests are told of the Chromium that was found. */
export const chromiumEnv = ({ executablePath, args }) => ({
  ACCORD_CHROMIUM: executablePath,
  ACCORD_CHROMIUM_ARGS: JSON.stringify(args),
  ACCORD_CHROMIUM_PACKAGED: String(isPackaged(executablePath)),
});

/** Runs the browser tests that `args` name for people to see; the exit code. Needs a build. */
export function runBrowserTests(args, env = {}) {
  const cli = binOf('@playwright/test', 'playwright', 'apps/e2e');
  const { status } = spawnSync(process.execPath, [cli, 'test', '--reporter=list', ...args], {
    cwd: join(root, 'apps/e2e'),
    env: { ...process.env, ...env, ...chromiumEnv(findChromium()) },
    stdio: 'inherit',
  });
  return status ?? 1;
}
