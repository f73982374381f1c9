import type { LintFinding } from '@accord/contract';

export type FindingPath = LintFinding['path'];

/** A finding that refuses a publish. */
export function error(code: string, path: FindingPath, message: string): LintFinding {
  return { code, severity: 'error', path, message };
}

/** A finding that a reviewer should see, but that refuses nothing. */
export function warning(code: string, path: FindingPath, message: string): LintFinding {
  return { code, severity: 'warning', path, message };
}
