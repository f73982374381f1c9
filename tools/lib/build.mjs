import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { binOf, cacheDir, root } from './paths.mjs';
import { runNode } from './run.mjs';

const skipped = new Set([
  'node_modules',
  'dist',
  '.next',
  'test-results',
  'playwright-report',
  'next-env.d.ts',
]);
const inputs = ['apps', 'libs', 'migrations', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];
const outputs = [
  'apps/api/dist/main.js',
  'apps/demo/dist/main.js',
  'libs/embedded-postgres/dist/index.js',
  'apps/dashboard/.next/BUILD_ID',
];
const projects = ['apps/api', 'apps/demo', 'libs/embedded-postgres', 'libs/ui'];

function addToHash(hash, path) {
  const entries = readdirSync(join(root, path), { withFileTypes: true }).filter(
    ({ name }) => !skipped.has(name),
  );
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) addToHash(hash, child);
    else if (entry.isFile()) hash.update(`${child}\0`).update(readFileSync(join(root, child)));
  }
}

function sourceHash() {
  const hash = createHash('sha256').update(process.versions.node);
  for (const input of inputs) {
    if (input.includes('.')) hash.update(readFileSync(join(root, input)));
    else addToHash(hash, input);
  }
  return hash.digest('hex');
}

/** Compiles everything that runs on Node. */
export async function compile(what = projects) {
  await runNode(binOf('typescript', 'tsc'), ['-b', ...what]);
}

async function buildDashboard() {
  await runNode(binOf('next', 'next', 'apps/dashboard'), ['build'], {
    cwd: join(root, 'apps/dashboard'),
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
}

const mark = join(cacheDir, 'built');

/** Builds what `npm start` runs. */
export async function build() {
  const hash = sourceHash();
  await compile();
  await buildDashboard();
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, hash);
}

/** Builds, unless the sources are those of the last build. */
export async function buildIfChanged() {
  const known = existsSync(mark) && readFileSync(mark, 'utf8') === sourceHash();
  if (known && outputs.every((file) => existsSync(join(root, file)))) return 'nothing changed';
  await build();
  return undefined;
}
