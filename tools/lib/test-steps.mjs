import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { playwright } from './browser-tests.mjs';
import { binOf, root } from './paths.mjs';

const dashboard = join(root, 'apps/dashboard');
const next = () => binOf('next', 'next', 'apps/dashboard');
const tsc = () => binOf('typescript', 'tsc');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** What `npm run lint` runs. */
const lint = () => [binOf('nx', 'nx'), ...scripts.lint.split(' ').slice(1)];

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
 * What `npm test` does. `commands` are Node scripts, run in turn; a step with a `report` counts the runner's tests, any
 * other is one check. `needs` names an earlier step without whose success this one makes no sense. Those with
 * `cores: 1` are the quick checks: they come first, two at a time. Every other one has the machine to itself.
 */
export const testSteps = [
  { name: 'types', cores: 1, commands: () => [{ args: [tsc(), '-b'] }] },
  {
    name: 'format',
    cores: 1,
    commands: () => [{ args: [binOf('prettier', 'prettier'), '--check', '--log-level=warn', '.'] }],
  },
  {
    name: 'dashboard-types',
    cores: 1,
    needs: 'types',
    commands: () => [
      { args: [next(), 'typegen'], cwd: dashboard },
      { args: [tsc(), '--noEmit'], cwd: dashboard },
    ],
  },
  {
    name: 'containers',
    cores: 1,
    commands: () => [
      { args: [binOf('dclint', 'dclint'), 'docker-compose.yml', '--max-warnings', '0'] },
      { args: [binOf('dockerfilelint', 'dockerfilelint'), ...dockerfiles()] },
    ],
  },
  // Of the types that the two steps before have made. It is two programs, so that no core idles at the end.
  { name: 'lint', cores: 1, needs: 'dashboard-types', commands: () => [{ args: lint() }] },
  {
    name: 'package',
    cores: 1,
    needs: 'types',
    report: 'vitest',
    commands: (file) => vitest('package', file),
  },
  {
    name: 'postgres-15',
    cores: 1,
    needs: 'types',
    report: 'vitest',
    commands: (file) => [{ args: ['tools/test-postgres-15.mjs', file] }],
  },
  { name: 'build', cores: 1, needs: 'dashboard-types', commands: () => [{ args: ['tools/build.mjs'] }] },
  { name: 'unit', report: 'vitest', commands: (file) => vitest('unit', file) },
  { name: 'integration', report: 'vitest', commands: (file) => vitest('integration', file) },
  { name: 'browser', needs: 'build', report: 'playwright', commands: browserTests },
];
