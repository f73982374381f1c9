import { expect, it } from 'vitest';
import { cutOffProblem } from './cut-off-time';

it('takes what has passed, and is later than the cut-off in force', () => {
  expect(cutOffProblem(100, null, 100)).toBeUndefined();
  expect(cutOffProblem(51, 50, 100)).toBeUndefined();
});

it('refuses a time to come, which would refuse every token', () => {
  expect(cutOffProblem(101, null, 100)).toContain('still to come');
});

it('does not let in again what is refused', () => {
  expect(cutOffProblem(49, 50, 100)).toContain('refused already');
});
