import { expect, it } from 'vitest';
import { Baseline, ValidationContract } from '@accord/contract';
import { limitsFor, limitsOfBaseline, neededUntil } from './needed-until.js';

const issuer = 'https://issuer.example';
const contract = (time: object, overrides: object) =>
  ValidationContract.parse({
    schema: 1,
    issuers: [{ issuer, algorithms: ['ES256'], overrides }],
    audiences: ['a'],
    token_type: { typ: ['at+jwt'] },
    time,
  });

it('counts the tolerance before iat and behind exp', () => {
  const limits = { maxLifetimeSeconds: 600, maxAgeSeconds: null, clockToleranceSeconds: 5 };
  expect(neededUntil(1000, [limits])).toBe(1610);
});

it('takes the longest life that any contract allows', () => {
  const short = { maxLifetimeSeconds: 60, maxAgeSeconds: null, clockToleranceSeconds: 0 };
  const long = { maxLifetimeSeconds: 900, maxAgeSeconds: null, clockToleranceSeconds: 0 };
  expect(neededUntil(1000, [short, long])).toBe(1900);
});

it('lets an age limit end what a lifetime would allow', () => {
  const limits = { maxLifetimeSeconds: 3600, maxAgeSeconds: 300, clockToleranceSeconds: 5 };
  expect(neededUntil(1000, [limits])).toBe(1310);
});

it('assumes a year where nothing bounds a token', () => {
  const limits = { maxLifetimeSeconds: null, maxAgeSeconds: null, clockToleranceSeconds: 0 };
  expect(neededUntil(0, [limits])).toBe(31_536_000);
});

it('reads the limits of an issuer, its own time rule first', () => {
  const time = { max_lifetime_seconds: 900, clock_tolerance_seconds: 3 };
  expect(limitsFor(contract(time, {}), issuer)?.maxLifetimeSeconds).toBe(900);
  const own = { time: { max_lifetime_seconds: 7200, clock_tolerance_seconds: 60 } };
  expect(limitsFor(contract(time, own), issuer)).toEqual({
    maxLifetimeSeconds: 7200,
    maxAgeSeconds: null,
    clockToleranceSeconds: 60,
  });
  expect(limitsFor(contract(time, {}), 'https://other.example')).toBeUndefined();
});

it('falls back to what the baseline would allow', () => {
  expect(neededUntil(0, [limitsOfBaseline(Baseline.parse({}))])).toBe(3600 + 120);
});
