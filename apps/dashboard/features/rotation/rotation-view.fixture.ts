import type { RotationKeyView, RotationView } from '@accord/contract/http';

export const NOW = 1_000_000;
export const INTERVAL = 10_000;

/** A key in any state. Times that are not given are null, the kid is made of the state and the publication. */
export function key(state: RotationKeyView['state'], times: Partial<RotationKeyView>): RotationKeyView {
  return {
    kid: `${state}-${times.published_at ?? 0}`,
    alg: 'ES256',
    state,
    public_jwk: { kid: 'k', kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
    created_at: NOW - 9_000,
    published_at: null,
    activate_after: null,
    activated_at: null,
    deactivate_after: null,
    deactivated_at: null,
    remove_after: null,
    removed_at: null,
    compromised_at: null,
    hold_reason: null,
    next_transition_at: null,
    following_transition_at: null,
    ...times,
  };
}

/** An issuer with these keys: a lead of 300 s, an overlap of 4000 s, nobody live, nothing waited for. */
export function viewOf(keys: RotationKeyView[], changes: Partial<RotationView> = {}): RotationView {
  return {
    issuer: 'demo',
    now: NOW,
    keys,
    schedules: [scheduleOf({})],
    inputs: {
      distribution_seconds: 5,
      clock_error_seconds: 2,
      signer_switch_seconds: 60,
      max_token_lifetime_seconds: 3600,
      clock_tolerance_seconds: 60,
      plain_verifiers: [],
    },
    bounds: {
      prepublish_seconds: 300,
      overlap_seconds: 4_000,
      exposure_seconds: 300,
      set_by: { prepublish: null, exposure: null },
    },
    blockers: [],
    fleet: { live: 0, needed_version: null, acknowledged: 0, missing: [], silent: [] },
    signers: [],
    ...changes,
  };
}

type Schedule = RotationView['schedules'][number];

/** The schedule of its algorithm, the next hand-over 500 s from now. */
export function scheduleOf(changes: Partial<Schedule>): Schedule {
  return {
    alg: 'ES256',
    interval_seconds: INTERVAL,
    paused: false,
    next_publish_at: null,
    next_activate_at: NOW + 500,
    next_remove_at: null,
    version: 1,
    ...changes,
  };
}

type Blocker = RotationView['blockers'][number];

/** Something that a transition waits for. */
export const blocker = (code: string, changes: Partial<Blocker> = {}): Blocker => ({
  kid: null,
  transition: 'publish',
  code,
  sentence: `Because of ${code}.`,
  until: null,
  standing: 'on_schedule',
  needs_person: false,
  instances: [],
  ...changes,
});
