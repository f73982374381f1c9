import { z } from 'zod';
import { Algorithm } from './algorithm.js';
import { KeyState } from './key-state.js';
import { OptionalEpoch, ToldEpoch } from './time.js';

/** A person's order to keep a key where it is: it is neither activated nor removed until released or expired. */
export const KeyHold = z.strictObject({
  reason: z.string().min(1).max(2000),
  owner: z.string().min(1).max(200),
  expires_at: OptionalEpoch,
});
export type KeyHold = z.infer<typeof KeyHold>;

/**
 * The rotation record of one signing key. Times are epoch seconds; those ending in `_after` are the earliest moment
 * of a transition and are stored when the step before it happens, so that editing a schedule never shortens them.
 * The record outlives the key: once removed or destroyed it is the tombstone that keeps kid and thumbprint bound.
 */
export const SigningKey = z.strictObject({
  kid: z.string().min(1).max(256),
  thumbprint: z.string().min(1).max(128).meta({ description: 'RFC 7638, SHA-256, base64url.' }),
  alg: Algorithm,
  state: KeyState,
  created_at: ToldEpoch,
  published_at: OptionalEpoch,
  published_version: z
    .union([z.int(), z.null()])
    .meta({ description: 'The change that published the key; bundles at or above it contain the key.' }),
  activate_after: OptionalEpoch,
  activated_at: OptionalEpoch.meta({ description: 'When it first became the key to sign with.' }),
  active_since: OptionalEpoch.meta({
    description:
      'When it last became the key to sign with: later than `activated_at` once a hand-over was taken back.',
  }),
  deactivate_after: OptionalEpoch.meta({ description: 'When the schedule hands over to the next key.' }),
  deactivated_at: OptionalEpoch,
  remove_after: OptionalEpoch,
  removed_at: OptionalEpoch,
  destroy_after: OptionalEpoch,
  destroyed_at: OptionalEpoch,
  compromised_at: OptionalEpoch,
  max_token_lifetime_seconds: z
    .int()
    .min(0)
    .meta({ description: 'The longest token lifetime in force at any time since the key was activated.' }),
  hold: z.union([KeyHold, z.null()]),
});
export type SigningKey = z.infer<typeof SigningKey>;
