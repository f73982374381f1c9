/**
 * Makes sure that the right Node runs and that what package-lock.json names is installed. Runs before everything else,
 * so it uses nothing but Node itself.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname ?? process.exit(tooOld()));
const mark = join(root, 'node_modules', '.cache', 'accord', 'installed');

function tooOld() {
  console.error(
    `Node ${process.versions.node} is too old: Accord needs Node 20.19 or newer (https://nodejs.org).`,
  );
  return 1;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.exit(tooOld());
}

/** A lock file that npm itself wrote into node_modules tells what is really there, whoever ran npm. */
function installedMatches(lockText) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(lockText).packages;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const differs = ([path, entry]) => {
    if (path === '' || entry.link) return false;
    // npm leaves out optional packages of other platforms.
    if (!(path in installed)) return !entry.optional && path.includes('node_modules/');
    return installed[path].version !== entry.version;
  };
  return !Object.entries(wanted).some(differs);
}

function install() {
  const started = performance.now();
  console.log('▸ Installing packages (npm ci) …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const options = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ];
  const result = spawnSync(command, [...args, ...options], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) {
    console.error(
      'npm ci failed, see above. Without a network, copy node_modules from a machine of the same kind.',
    );
    process.exit(result.status ?? 1);
  }
  console.log(`✔ Packages installed (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

checkNode();
const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
const hash = createHash('sha256').update(lockText).digest('hex');
const known = existsSync(mark) && readFileSync(mark, 'utf8') === hash;
if (!known || !existsSync(join(root, 'node_modules', '.package-lock.json'))) {
  if (!installedMatches(lockText)) install();
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, hash);
}
