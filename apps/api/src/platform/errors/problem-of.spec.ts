import { QueryFailedError } from 'typeorm';
import { expect, it } from 'vitest';
import { problemOf } from './problem-of.js';

it('says of a broken constraint that something exists already, and not how the database calls it', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    severity: 'ERROR',
    constraint: 'issuers_name',
  });
  const problem = problemOf(new QueryFailedError('INSERT', [], cause));
  expect(problem?.code).toBe('already_exists');
  expect(JSON.stringify(problem?.body('request'))).not.toContain('issuers_name');
});
