import { expect, it } from 'vitest';
import { honouredWait, pollHeaders } from './poll-request.js';

const facts = {
  etag: '"e"',
  applied: 3,
  error: null,
  trustedKids: ['a', 'b'],
  waitSeconds: 30,
  intervalSeconds: 30,
  now: 5,
  leaving: false,
};

it('waits only with an ETag and with time to wait', () => {
  expect(pollHeaders(facts)).toHaveProperty('Prefer', 'wait=30');
  expect(pollHeaders({ ...facts, etag: null })).not.toHaveProperty('Prefer');
  expect(pollHeaders({ ...facts, waitSeconds: 0 })).not.toHaveProperty('Prefer');
});

it('leaves out what there is nothing to say about', () => {
  const headers = pollHeaders({ ...facts, etag: null, applied: null });
  expect(Object.keys(headers).filter((name) => /Error|Leaving|Match/.test(name))).toEqual([]);
  expect(headers['Accord-Applied']).toBe('none');
});

it.each([
  ['wait=30', true],
  ['respond-async, wait = 10', true],
  ['wait', true],
  ['handling=lenient', false],
  ['waiting=30', false],
  [null, false],
])('Preference-Applied %j: honoured %s (RFC 7240 §3)', (value, honoured) => {
  expect(honouredWait(value)).toBe(honoured);
});
