import type { FirstRunView } from '@accord/contract/http';
import { expect, it } from 'vitest';
import { isComplete, startSteps } from './start-steps';

const place = {
  service: 'payments',
  environment: 'production',
  has_draft: false,
  published: false,
  credential: false,
  instances: 0,
  accepted: false,
  refused: false,
};
const issuer = {
  name: 'main',
  kind: 'managed',
  issuer: 'https://auth.example.com',
  last_fetched_at: null,
  last_fetch_error: null,
} as const;
const open = (view: FirstRunView) =>
  startSteps(view)
    .filter(({ done }) => !done)
    .map(({ id }) => id);

it('begins with nothing but the log-in', () => {
  expect(open({ issuer: null, place: null })).toEqual([
    'issuer',
    'service',
    'contract',
    'credential',
    'instance',
    'good',
    'bad',
  ]);
});

it('ticks in whatever order things happen', () => {
  expect(open({ issuer: null, place: { ...place, credential: true, instances: 2, refused: true } })).toEqual([
    'issuer',
    'contract',
    'good',
  ]);
});

it('does not ask a connected service for a credential again once the first one was revoked', () => {
  expect(open({ issuer, place: { ...place, published: true, instances: 1 } })).toEqual(['good', 'bad']);
});

it('is complete after a good and a bad token', () => {
  const view = { issuer, place: { ...place, published: true, instances: 1, accepted: true } };
  expect(isComplete(view)).toBe(false);
  expect(isComplete({ ...view, place: { ...view.place, refused: true } })).toBe(true);
});
