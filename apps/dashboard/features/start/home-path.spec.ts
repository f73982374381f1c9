import { expect, it } from 'vitest';
import { ApiProblem } from '../../lib/api-problem';
import { homePath } from './home-path';

const problem = (status: number) =>
  new ApiProblem({ status, code: 'code', title: 'Title', detail: 'Detail.' });

it('leads an installation without a service to the first steps', () => {
  expect(homePath({ issuer: null, place: null }, null)).toBe('/start');
});

it('stays where it is without a session, so that a log-in comes back to it', () => {
  expect(homePath(undefined, problem(401))).toBeNull();
});

it('leads to the services where the first steps cannot be read', () => {
  expect(homePath(undefined, null)).toBeNull();
  expect(homePath(undefined, problem(503))).toBe('/services');
});
