import { existsSync, readFileSync } from 'node:fs';

/** Counts of one step. Whatever did not run although it is there counts as skipped, and a skip is no pass. */
const counts = (passed, failed, skipped) => ({ passed, failed, skipped });

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
