import type { KeyState } from '@accord/contract';
import type { InstanceRef } from './facts.js';

/** What a transition waits for, and for whom. Every `until` is in epoch seconds. */
export type Blocker =
  | { readonly code: 'paused' }
  | { readonly code: 'freeze'; readonly until: number; readonly reason: string }
  | { readonly code: 'hold'; readonly until: number | null; readonly reason: string; readonly owner: string }
  | { readonly code: 'not_due'; readonly until: number }
  | { readonly code: 'lead_not_elapsed'; readonly until: number }
  /** The key that would be next in line is not ready; null: it does not exist yet. */
  | { readonly code: 'standby_not_ready'; readonly until: number | null }
  /** Heartbeats were lost while the API was down, so nobody can be counted yet. */
  | { readonly code: 'api_outage'; readonly until: number }
  | FleetNotAcknowledged
  | NoLiveInstance
  | { readonly code: 'alg_not_allowed'; readonly contracts: readonly string[] }
  | { readonly code: 'kid_not_unique' }
  | { readonly code: 'overlap_not_elapsed'; readonly until: number }
  | { readonly code: 'signer_not_acknowledged'; readonly missing: readonly string[] }
  /** Live validators that have not yet reported a window after the last token's end in which the key was unused. */
  | {
      readonly code: 'verifier_not_drained';
      readonly missing: readonly InstanceRef[];
      /** As of a fleet that does not hold a key. */
      readonly personMustDecide: boolean;
    }
  | { readonly code: 'rollback_window_open'; readonly until: number }
  | { readonly code: 'last_key' }
  | { readonly code: 'no_active_key' }
  | { readonly code: 'no_standby' }
  | { readonly code: 'unknown_key' }
  | { readonly code: 'wrong_state'; readonly state: KeyState; readonly expected: readonly KeyState[] }
  | { readonly code: 'reason_required' };

/** One environment in which too few instances hold the key. */
export interface FleetNotAcknowledged {
  readonly code: 'fleet_not_acknowledged';
  readonly environment: string;
  readonly live: number;
  readonly acknowledged: number;
  readonly needed: number;
  /** Live, but on an older bundle. */
  readonly missing: readonly InstanceRef[];
  /** Heard from in the last 24 hours but not within their copy age, and on an older bundle. */
  readonly silent: readonly InstanceRef[];
  readonly waitUntil: number;
  /** The waiting time is over: only an override, or the instances themselves, can end this. */
  readonly personMustDecide: boolean;
}

/** One environment in which everybody fell silent. */
export interface NoLiveInstance {
  readonly code: 'no_live_instance';
  readonly environment: string;
  readonly silent: readonly InstanceRef[];
  readonly waitUntil: number;
  readonly personMustDecide: boolean;
}

const overridable: ReadonlySet<Blocker['code']> = new Set([
  'freeze',
  'lead_not_elapsed',
  'api_outage',
  'fleet_not_acknowledged',
  'no_live_instance',
  'overlap_not_elapsed',
  'signer_not_acknowledged',
  'verifier_not_drained',
]);

/**
 * Whether a person with a reason may pass this blocker. Not a hold (release it first: that is logged with its own
 * reason), and not what would break every token or the history of the key.
 */
export function isOverridable(blocker: Blocker): boolean {
  return overridable.has(blocker.code);
}
