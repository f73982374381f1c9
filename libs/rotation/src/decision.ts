import type { Algorithm } from '@accord/contract';
import type { Blocker } from './blocker.js';
import type { RotationKey } from './rotation-key.js';

/** Why a decision was taken. */
export type Cause =
  | 'first_key'
  | 'standby_missing'
  | 'next_standby_due'
  | 'handover_due'
  | 'overlap_elapsed'
  | 'rollback_window_over'
  | 'token_lifetime_raised'
  | 'command'
  | 'emergency';

/** How an activation came about: only `automatic` obeys every guard; `first`, `undo` have their own rules. */
export type ActivationPath = 'first' | 'automatic' | 'command' | 'override' | 'undo' | 'emergency';

interface Decided {
  /** Epoch seconds: the `now` that was passed in. */
  readonly at: number;
  readonly cause: Cause;
  /** The person's words; null when nobody asked. */
  readonly reason: string | null;
}

interface Forced {
  /** The blockers that a person passed with a reason; empty otherwise. */
  readonly overridden: readonly Blocker[];
  /** For how many seconds, at worst, good tokens now fail as `key_not_found`. */
  readonly keyNotFoundSeconds: number;
}

/** Make a key pair and store it as `pre_active`. */
export interface CreateDecision extends Decided {
  readonly kind: 'create';
  readonly alg: Algorithm;
}
export interface PublishDecision extends Decided {
  readonly kind: 'publish';
  readonly kid: string;
  readonly activateAfter: number;
}
/** Activates `kid` and, in the same transaction, deactivates the key it replaces. */
export interface ActivateDecision extends Decided, Forced {
  readonly kind: 'activate';
  readonly kid: string;
  readonly path: ActivationPath;
  readonly deactivateAfter: number;
  readonly maxTokenLifetimeSeconds: number;
  readonly replaces: { readonly kid: string; readonly removeAfter: number } | null;
}
export interface RemoveDecision extends Decided, Forced {
  readonly kind: 'remove';
  readonly kid: string;
  readonly destroyAfter: number;
}
/** Erase the private key; the record stays as a tombstone. */
export interface DestroyDecision extends Decided {
  readonly kind: 'destroy';
  readonly kid: string;
}
/** Drop the key from the JWKS, deny its kid in every bundle and erase its private key. */
export interface CompromiseDecision extends Decided {
  readonly kind: 'compromise';
  readonly kid: string;
}
/** Makes the hand-over of the active key due at once. */
export interface RequestRotationDecision extends Decided {
  readonly kind: 'request_rotation';
  readonly kid: string;
}
export interface HoldDecision extends Decided {
  readonly kind: 'hold';
  readonly kid: string;
  readonly hold: NonNullable<RotationKey['hold']>;
}
export interface ReleaseDecision extends Decided {
  readonly kind: 'release';
  readonly kid: string;
}
/** Longer tokens are issued under the active key from now on, so that it must stay published for longer. */
export interface ExtendDecision extends Decided {
  readonly kind: 'extend';
  readonly kid: string;
  readonly maxTokenLifetimeSeconds: number;
}

/** One change to write, with the absolute times to store. */
export type Decision =
  | CreateDecision
  | PublishDecision
  | ActivateDecision
  | RemoveDecision
  | DestroyDecision
  | CompromiseDecision
  | RequestRotationDecision
  | HoldDecision
  | ReleaseDecision
  | ExtendDecision;
