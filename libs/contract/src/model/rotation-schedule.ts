import { z } from 'zod';
import { Algorithm } from './algorithm.js';
import { Slug } from './name.js';
import { Duration, Epoch, OptionalEpoch } from './time.js';

const seconds = z.int().min(0);

/** One group of verifiers, as the safe bounds see it. `copy_age_seconds: null`: its copy of the keys never expires. */
export const VerifierBounds = z.strictObject({
  name: z.string().min(1).max(200),
  copy_age_seconds: z.union([seconds, z.null()]),
  refetches_on_miss: z.boolean(),
  cooldown_seconds: seconds,
  negative_cache_seconds: seconds,
});
export type VerifierBounds = z.infer<typeof VerifierBounds>;

/** What the safe bounds are computed from. */
export const BoundsInput = z.strictObject({
  distribution_seconds: seconds.meta({
    description: 'D: from commit to the last replica or edge serving it.',
  }),
  clock_error_seconds: seconds.meta({ description: 'ε: largest clock error of one node.' }),
  signer_switch_seconds: seconds.meta({ description: 'G: until the last signer has switched.' }),
  max_token_lifetime_seconds: seconds.meta({ description: 'T: longest lifetime of a token.' }),
  clock_tolerance_seconds: seconds.meta({ description: 'λ: clock tolerance of the contracts.' }),
  verifiers: z.array(VerifierBounds),
});
export type BoundsInput = z.infer<typeof BoundsInput>;

/** The computed minima, and who sets them. `exposure_seconds: null`: unbounded. `set_by: null`: no verifier at all. */
export const SafeBounds = z.strictObject({
  prepublish_seconds: seconds,
  overlap_seconds: seconds,
  exposure_seconds: z.union([seconds, z.null()]),
  set_by: z.strictObject({
    prepublish: z.union([z.string(), z.null()]),
    exposure: z.union([z.string(), z.null()]),
  }),
});
export type SafeBounds = z.infer<typeof SafeBounds>;

/** A time in which nothing is activated or removed; emergencies pass. `from` inclusive, `until` exclusive. */
export const RotationFreeze = z
  .strictObject({ from: Epoch, until: Epoch, reason: z.string().min(1).max(2000) })
  .refine((freeze) => freeze.until > freeze.from, { path: ['until'], error: 'must be later than from' });
export type RotationFreeze = z.infer<typeof RotationFreeze>;

/** Which share of the live instances of each environment must hold a key, and how long before a person is asked. */
export const AcknowledgementPolicy = z.strictObject({
  share_percent: z.int().min(1).max(100),
  wait_seconds: Duration,
});
export type AcknowledgementPolicy = z.infer<typeof AcknowledgementPolicy>;

/** What a person sets for one algorithm of an issuer. A lead or overlap of null is the computed minimum. */
export const RotationSettings = z.strictObject({
  alg: Algorithm,
  interval_seconds: Duration.min(1),
  jitter_seconds: Duration,
  prepublish_seconds: z.union([Duration, z.null()]),
  overlap_seconds: z.union([Duration, z.null()]),
  rollback_window_seconds: Duration.meta({ description: 'From removal until the private key is erased.' }),
  freezes: z.array(RotationFreeze).max(100),
  acknowledgement: AcknowledgementPolicy,
  paused: z.boolean(),
});
export type RotationSettings = z.infer<typeof RotationSettings>;

/** A stored schedule: the settings, the minima with a snapshot of their inputs, and what comes next. */
export const RotationSchedule = RotationSettings.extend({
  issuer: Slug,
  inputs: BoundsInput,
  minima: SafeBounds,
  next_publish_at: OptionalEpoch,
  next_activate_at: OptionalEpoch,
  next_remove_at: OptionalEpoch,
  version: z.int().min(1),
});
export type RotationSchedule = z.infer<typeof RotationSchedule>;
