import type { Problem } from '../platform/errors/problem.js';
import { tooManyRequests } from '../platform/errors/problems.js';

export function reportingTooOften(retryAfterSeconds: number): Problem {
  return tooManyRequests('rate_limited', 'This credential reports too often.', retryAfterSeconds);
}
