import { expect, it } from 'vitest';
import { judgeReport } from './report-answer.js';

const middle = () => 0.5;

it.each<[number | null, number | null, number, object]>([
  [202, null, 0, { next: 'delivered' }],
  [413, null, 0, { next: 'split' }],
  [400, null, 0, { next: 'drop' }],
  [422, null, 0, { next: 'drop' }],
  [200, null, 0, { next: 'retry', delayMs: 1000 }],
  [302, null, 0, { next: 'retry', delayMs: 1000 }],
  [500, null, 3, { next: 'retry', delayMs: 4000 }],
  [500, null, 99, { next: 'retry', delayMs: 60_000 }],
  [null, null, 1, { next: 'retry', delayMs: 1000 }],
  [429, 20, 0, { next: 'retry', delayMs: 22_000 }],
  [503, 20, 0, { next: 'retry', delayMs: 22_000 }],
  [429, null, 3, { next: 'retry', delayMs: 4000 }],
  [401, null, 0, { next: 'retry', delayMs: 315_000 }],
  [403, null, 1, { next: 'retry', delayMs: 630_000 }],
  [404, null, 9, { next: 'retry', delayMs: 3_780_000 }],
])('%j (Retry-After %j, attempt %i): %j', (status, retryAfterSeconds, attempt, verdict) => {
  expect(judgeReport({ status, retryAfterSeconds }, attempt, middle)).toEqual(verdict);
});
