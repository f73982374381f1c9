import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { failedTests, lastLines, readReport } from './reports.mjs';

const directory = mkdtempSync(join(tmpdir(), 'accord-reports-'));
afterAll(() => rmSync(directory, { recursive: true }));

function written(report) {
  const file = join(directory, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const file = (status, ...tests) => ({ status, assertionResults: tests.map((state) => ({ status: state })) });
const vitest = (passed, failed, pending, ...testResults) =>
  written({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: 0,
    testResults,
  });

it('adds up what vitest reports', () => {
  expect(readReport('vitest', vitest(3, 0, 0, file('passed', 'passed')), 0)).toEqual({
    passed: 3,
    failed: 0,
    skipped: 0,
  });
  expect(readReport('vitest', vitest(2, 1, 1, file('failed', 'failed')), 1)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
  });
});

it('counts a file that could not be loaded', () => {
  expect(readReport('vitest', vitest(3, 0, 0, file('failed')), 1)).toMatchObject({ failed: 1 });
});

it('takes no report, no test, and a failing exit without a failing test as failures', () => {
  expect(readReport('vitest', join(directory, 'absent.json'), 0)).toMatchObject({ failed: 1 });
  expect(readReport('vitest', vitest(0, 0, 0), 0)).toMatchObject({ failed: 1 });
  expect(readReport('vitest', vitest(3, 0, 0, file('passed', 'passed')), 1)).toMatchObject({ failed: 1 });
});

it('adds up what Playwright reports, a second attempt being a failure', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(readReport('playwright', written({ stats, errors: [] }), 1)).toEqual({
    passed: 4,
    failed: 2,
    skipped: 2,
  });
});

it('counts an error outside of the tests', () => {
  const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 0 };
  expect(readReport('playwright', written({ stats, errors: [{}] }), 1)).toMatchObject({ failed: 1 });
});

it('names what did not pass', () => {
  const broken = {
    status: 'failed',
    name: 'a.spec.ts',
    assertionResults: [
      { status: 'failed', fullName: 'adds' },
      { status: 'passed', fullName: 'subtracts' },
    ],
  };
  const unloadable = { status: 'failed', name: 'b.spec.ts', message: 'no such module', assertionResults: [] };
  const report = written({ testResults: [broken, unloadable, file('passed', 'passed')] });
  expect(failedTests('vitest', report)).toEqual(['a.spec.ts: adds', 'b.spec.ts: no such module']);

  const spec = (title, status) => ({ file: 'c.e2e.ts', title, tests: [{ status }] });
  const nested = {
    suites: [{ specs: [spec('logs in', 'unexpected')] }],
    specs: [spec('logs out', 'expected')],
  };
  expect(failedTests('playwright', written({ suites: [nested] }))).toEqual(['c.e2e.ts: logs in']);
  expect(failedTests('vitest', join(directory, 'absent.json'))).toEqual(['no report was written']);
});

it('keeps the end of what a step printed, without empty lines', () => {
  const printed = Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\n\n');
  expect(lastLines(`${printed}\n`)).toEqual(Array.from({ length: 40 }, (_, index) => `line ${20 + index}`));
});
