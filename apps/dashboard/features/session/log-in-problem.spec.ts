import { expect, it } from 'vitest';
import { ApiProblem } from '../../lib/api-problem';
import { logInMessage } from './log-in-problem';

const problem = (status: number, code: string, retryAfterSeconds?: number) =>
  new ApiProblem({ status, code, title: 'Title', detail: 'Detail.', retryAfterSeconds });

it('does not tell which of e-mail and password is wrong', () => {
  expect(logInMessage(problem(401, 'login_failed')).title).toBe('E-mail or password is wrong');
});

it('says how long a lock lasts', () => {
  expect(logInMessage(problem(429, 'login_locked', 95)).waitSeconds).toBe(95);
});

it('passes an outage on in its own words', () => {
  expect(logInMessage(problem(502, 'api_unreachable'))).toEqual({ title: 'Title', detail: 'Detail.' });
});
