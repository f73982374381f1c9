import { expect, it } from 'vitest';
import { instanceStatus, type StatusInput } from './instance-status.js';

const NOW = 10_000;
const well: StatusInput = {
  lastSeenAt: NOW - 10,
  leftAt: null,
  error: null,
  appliedVersion: 7,
  intervalSeconds: 30,
  head: 8,
  desired: { version: 7, since: 100 },
  pollSeconds: 30,
};

it.each([
  ['in_sync', {}],
  ['in_sync', { appliedVersion: 8 }],
  ['ahead', { appliedVersion: 9 }],
  ['ahead', { appliedVersion: 9, error: 'bad_signature' }],
  ['ahead', { desired: null, appliedVersion: 9 }],
  ['silent', { appliedVersion: 9, lastSeenAt: NOW - 115 }],
  ['in_sync', { desired: null, appliedVersion: null }],
  ['behind', { appliedVersion: 6 }],
  ['behind', { appliedVersion: null }],
  ['rolling_out', { desired: { version: 8, since: NOW - 59 } }],
  ['behind', { desired: { version: 8, since: NOW - 60 } }],
  ['rolling_out', { desired: { version: 8, since: NOW - 60 }, intervalSeconds: 31 }],
  ['refused', { error: 'bad_signature' }],
  ['in_sync', { lastSeenAt: NOW - 114 }],
  // A row is rewritten every five seconds at most, however often its instance polls.
  ['in_sync', { lastSeenAt: NOW - 9, intervalSeconds: 1 }],
  ['silent', { lastSeenAt: NOW - 115 }],
  ['silent', { lastSeenAt: NOW - 115, error: 'bad_signature' }],
  ['silent', { lastSeenAt: NOW - 115, intervalSeconds: null }],
  ['stopped', { leftAt: NOW - 500, lastSeenAt: NOW - 500 }],
] as const)('%s: %o', (status, change) => {
  expect(instanceStatus({ ...well, ...change }, NOW)).toBe(status);
});
