import { expect, it } from 'vitest';
import { nextPoll, NO_FAILURES, type PollOutcome } from './poll-answer.js';

const middle = () => 0.5;
const status = (code: number, retryAfterSeconds: number | null = null): PollOutcome => ({
  kind: 'status',
  status: code,
  retryAfterSeconds,
});

it.each<[PollOutcome, string, number]>([
  [{ kind: 'applied' }, 'spread', 2000],
  [{ kind: 'unchanged', waited: true }, 'spread', 2000],
  [{ kind: 'unchanged', waited: false }, 'interval', 30_000],
  [{ kind: 'repeated' }, 'interval', 30_000],
  [{ kind: 'refused' }, 'interval', 30_000],
  [status(406), 'interval', 30_000],
  [status(401), 'credential', 315_000],
  [status(403), 'credential', 315_000],
  [status(404), 'credential', 315_000],
  [status(404, 10), 'server_directed', 11_000],
  [status(429, 10), 'server_directed', 11_000],
  [status(503, 10), 'server_directed', 11_000],
  [status(429), 'backoff', 1000],
  [status(503), 'backoff', 1000],
  [status(500, 10), 'backoff', 1000],
  [status(204), 'backoff', 1000],
  [{ kind: 'failed' }, 'backoff', 1000],
])('after %j: %s, %i ms', (outcome, pause, delayMs) => {
  expect(nextPoll(outcome, NO_FAILURES, 30, middle)).toMatchObject({ pause, delayMs });
});

it('counts credential refusals and failures apart, and forgets both on success', () => {
  let counters = nextPoll(status(401), NO_FAILURES, 30, middle).counters;
  counters = nextPoll(status(401), counters, 30, middle).counters;
  expect(counters).toEqual({ credentialRefusals: 2, failures: 0 });
  counters = nextPoll({ kind: 'failed' }, counters, 30, middle).counters;
  expect(counters).toEqual({ credentialRefusals: 0, failures: 1 });
  expect(nextPoll(status(429, 1), counters, 30, middle).counters.failures).toBe(2);
  expect(nextPoll({ kind: 'applied' }, counters, 30, middle).counters).toEqual(NO_FAILURES);
});
