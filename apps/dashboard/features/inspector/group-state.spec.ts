import type { InspectedCheck } from '@accord/contract/http';
import { expect, it } from 'vitest';
import { groupState } from './group-state';

const of = (...states: InspectedCheck['state'][]) => groupState(states.map((state) => ({ state })));

it.each([
  [of('passed', 'passed'), 'passed'],
  [of('not_checked', 'passed'), 'passed'],
  [of('not_checked'), 'not_checked'],
  [of('not_reached', 'not_checked'), 'not_reached'],
  [of('passed', 'failed', 'not_reached'), 'failed'],
  [of('assumed', 'failed'), 'failed'],
])('says %s of a group', (state, expected) => expect(state).toBe(expected));

it('does not call passed what was only taken as good', () => {
  expect(of('assumed', 'assumed')).toBe('assumed');
  expect(of('passed', 'assumed', 'passed')).toBe('partly_assumed');
});
