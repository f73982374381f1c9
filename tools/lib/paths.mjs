import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The checkout. */
export const root = join(import.meta.dirname, '..', '..');

/** What tools remember between runs; gone with node_modules. */
export const cacheDir = join(root, 'node_modules', '.cache', 'accord');

/** The script of a package's command, wherever npm put the package for this workspace. */
export function binOf(packageName, command, workspace = '.') {
  const require = createRequire(join(root, workspace, 'package.json'));
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}
