import { existsSync, readFileSync } from 'node:fs';

/** Counts of one step. Whatever did not run although it is there counts as skipped, and a skip is no pass. */
const counts = (passed, failed, skipped) => ({ passed, failed, skipped });

const notPassed = (tests) => tests.filter(({ status }) => status !== 'passed');

function fromVitest(report) {
  // A file that cannot even be loaded has no test that could fail: it counts as one failure itself.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return counts(
    report.numPassedTests,
    report.numFailedTests + brokenFiles.length,
    report.numPendingTests + report.numTodoTests,
  );
}

function fromPlaywright({ stats, errors }) {
  // A test that passed at the second attempt is a test that failed.
  return counts(
    stats.expected,
    stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0),
    stats.skipped,
  );
}

function namesFromVitest({ testResults }) {
  return testResults
    .filter((file) => file.status === 'failed' || notPassed(file.assertionResults).length > 0)
    .flatMap(({ name, message, assertionResults }) => {
      const failures = notPassed(assertionResults).map(({ fullName }) => `${name}: ${fullName}`);
      return failures.length > 0 ? failures : [`${name}: ${message}`];
    });
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

const namesFromPlaywright = ({ suites }) =>
  suites
    .flatMap(specsOf)
    .filter(({ tests }) => tests.some(({ status }) => status !== 'expected'))
    .map(({ file, title }) => `${file}: ${title}`);

/** What did not pass, by file and name, so that it can be read at the end of a long log. */
export function failedTests(kind, file) {
  if (!existsSync(file)) return ['no report was written'];
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return kind === 'vitest' ? namesFromVitest(report) : namesFromPlaywright(report);
}

/** How a step ended that failed without naming a test: the end of a long log may be all that is kept of it. */
export function lastLines(printed) {
  return printed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-40);
}

/**
 * Adds up a runner's JSON report and compares it with the exit code: a runner that fails without a failed test, finds
 * no test or leaves no report has failed.
 */
export function readReport(kind, file, exitCode) {
  if (!existsSync(file)) return counts(0, 1, 0);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const found = kind === 'vitest' ? fromVitest(report) : fromPlaywright(report);
  const isSilentFailure = exitCode !== 0 && found.failed + found.skipped === 0;
  const isEmpty = found.passed + found.failed + found.skipped === 0;
  return isSilentFailure || isEmpty ? { ...found, failed: found.failed + 1 } : found;
}
