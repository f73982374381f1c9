import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { playwright } from './browser-tests.mjs';
import { binOf, root } from './paths.mjs';

const dashboard = join(root, 'apps/dashboard');
const next = () => binOf('next', 'next', 'apps/dashboard');
const tsc = () => binOf('typescript', 'tsc');
const nx = (target) => [
  binOf('nx', 'nx'),
  'run',
  `accord:${target}`,
  '--skip-nx-cache',
  '--output-style=static',
];

const dockerfiles = () =>
  readdirSync(join(root, 'docker'))
    .filter((name) => name.endsWith('.Dockerfile'))
    .map((name) => join('docker', name));

function vitest(project, reportFile) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  return [{ args: [binOf('vitest', 'vitest'), 'run', '--project', project, ...reporters] }];
}

const browserTests = (reportFile) => [
  playwright(['--reporter=list,json', '--forbid-only'], { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile }),
];

/**
 * What `npm test` does, quick checks first. `commands` are Node scripts, run in turn; a step with a `report` counts the
 * runner's tests, any other is one check. `needs` names a step without whose success this one makes no sense.
 */
export const testSteps = [
  {
    name: 'format',
    commands: () => [{ args: [binOf('prettier', 'prettier'), '--check', '--log-level=warn', '.'] }],
  },
  { name: 'types', commands: () => [{ args: [tsc(), '-b'] }] },
  {
    name: 'dashboard-types',
    needs: 'types',
    commands: () => [
      { args: [next(), 'typegen'], cwd: dashboard },
      { args: [tsc(), '--noEmit'], cwd: dashboard },
    ],
  },
  { name: 'boundaries', commands: () => [{ args: nx('boundaries') }] },
  { name: 'lint', commands: () => [{ args: nx('eslint') }] },
  {
    name: 'containers',
    commands: () => [
      { args: [binOf('dclint', 'dclint'), 'docker-compose.yml', '--max-warnings', '0'] },
      { args: [binOf('dockerfilelint', 'dockerfilelint'), ...dockerfiles()] },
    ],
  },
  { name: 'unit', report: 'vitest', commands: (file) => vitest('unit', file) },
  { name: 'package', needs: 'types', report: 'vitest', commands: (file) => vitest('package', file) },
  { name: 'build', needs: 'types', commands: () => [{ args: ['tools/build.mjs'] }] },
  { name: 'integration', report: 'vitest', commands: (file) => vitest('integration', file) },
  {
    name: 'postgres-15',
    report: 'vitest',
    commands: (file) => [{ args: ['tools/test-postgres-15.mjs', file] }],
  },
  { name: 'browser', needs: 'build', report: 'playwright', commands: browserTests },
];
