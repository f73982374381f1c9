import { expect, it } from 'vitest';
import { z } from 'zod';
import { CreateIssuer, CreateRevocation, PutSchedule, UpdateIssuer } from '../http/index.js';
import { LATEST_EPOCH, LONGEST_SECONDS } from './time.js';

const reason = 'a test';
const settings = {
  alg: 'ES256',
  interval_seconds: LONGEST_SECONDS,
  jitter_seconds: 0,
  prepublish_seconds: LONGEST_SECONDS,
  overlap_seconds: null,
  rollback_window_seconds: LONGEST_SECONDS,
  freezes: [{ from: 0, until: LATEST_EPOCH, reason }],
  acknowledgement: { share_percent: 100, wait_seconds: 0 },
  paused: false,
};
const inputs = { max_token_lifetime_seconds: LONGEST_SECONDS };
const mesh = { name: 'mesh', copy_age_seconds: LONGEST_SECONDS + 1, refetches_on_miss: true };
const managed = { kind: 'managed', name: 'main', issuer: 'https://main.test', algorithms: ['ES256'] };
const revocation = { kind: 'tokens', issuer: 'main', value: 'jti', reason };

const issuesOf = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

it('takes ten years and the end of the year 9999', () => {
  expect(issuesOf(PutSchedule, { settings, inputs, reason })).toEqual([]);
  expect(issuesOf(UpdateIssuer, { not_before: LATEST_EPOCH, reason })).toEqual([]);
});

const tooLong = 'give at most 315360000 s, ten years';
const noTime =
  'give epoch seconds from 0 to 253402300799, the end of the year 9999; milliseconds are too many';

it.each([
  [CreateIssuer, { ...managed, interval_seconds: LONGEST_SECONDS + 1 }, `interval_seconds: ${tooLong}`],
  [
    CreateIssuer,
    { ...managed, rotation: { distribution_seconds: Number.MAX_SAFE_INTEGER } },
    `rotation.distribution_seconds: ${tooLong}`,
  ],
  [
    PutSchedule,
    { settings, inputs: { plain_verifiers: [mesh] }, reason },
    `inputs.plain_verifiers.0.copy_age_seconds: ${tooLong}`,
  ],
  [
    PutSchedule,
    { settings: { ...settings, overlap_seconds: LONGEST_SECONDS + 1 }, inputs, reason },
    `settings.overlap_seconds: ${tooLong}`,
  ],
  [
    PutSchedule,
    { settings: { ...settings, freezes: [{ from: 0, until: LATEST_EPOCH + 1, reason }] }, inputs, reason },
    `settings.freezes.0.until: ${noTime}`,
  ],
  [UpdateIssuer, { not_before: 1_795_440_000_000, reason }, `not_before: ${noTime}`],
  [CreateRevocation, { ...revocation, before: -1 }, `before: ${noTime}`],
  [CreateRevocation, { ...revocation, until: LATEST_EPOCH + 1 }, `until: ${noTime}`],
])('refuses what a page could not show, and says the limit: %#', (schema, value, issue) => {
  expect(issuesOf(schema, value)).toEqual([issue]);
});
