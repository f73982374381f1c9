import { expect, it } from 'vitest';
import { isAskedOutcome } from './failures.js';

it.each([
  [{ reason: null, group: null, trust: null }, ['accepted', 'wrong_aud', 'wrong_iss', 'token_missing']],
  [{ reason: 'wrong_aud' as const }, ['accepted', 'wrong_aud']],
  [{ group: 'issuer' as const }, ['accepted', 'wrong_iss']],
  [{ trust: 'verified' as const }, ['accepted', 'wrong_aud']],
  [{ trust: 'no_token' as const }, ['accepted', 'token_missing']],
  [{ trust: 'verified' as const, group: 'issuer' as const }, ['accepted']],
])('with %o these are asked for: %j', (filter, asked) => {
  const outcomes = ['accepted', 'wrong_aud', 'wrong_iss', 'token_missing'] as const;
  expect(outcomes.filter((outcome) => isAskedOutcome(outcome, filter))).toEqual(asked);
});
