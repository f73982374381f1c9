import { describe, expect, it } from 'vitest';
import { namesEntityTag } from '../platform/http/entity-tag.js';
import { preferredWait } from './prefer-wait.js';
import { newRequestCounter, secondsUntilAdmitted } from './request-counter.js';

describe('Prefer (RFC 7240)', () => {
  it.each([
    [undefined, 0],
    ['wait=10', 10],
    ['wait=30', 30],
    ['WAIT = "7"', 7],
    ['respond-async, wait=20', 20],
    ['wait=20; foo=bar', 20],
    ['wait', 30],
    ['wait=600', 55],
    ['wait=0', 0],
    ['wait=-1', 0],
    ['wait=1.5', 0],
    ['wait=soon', 0],
    ['waiting=5', 0],
    ['handling=lenient', 0],
  ])('%s', (header, seconds) => {
    expect(preferredWait(header)).toBe(seconds);
  });
});

describe('If-None-Match (RFC 9110)', () => {
  it.each([
    [undefined, false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
  ])('%s', (header, matches) => {
    expect(namesEntityTag(header, '"a"')).toBe(matches);
  });
});

it('admits so many requests in a minute, and says when the next one may come', () => {
  const counter = newRequestCounter();
  const at = (now: number): number => secondsUntilAdmitted(counter, 2, now);
  expect([at(60), at(61), at(62), at(119), at(120)]).toEqual([0, 0, 58, 1, 0]);
});
