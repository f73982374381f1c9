import type { KeyView, RotationKeyView, RotationView } from '@accord/contract/http';
import {
  activeKey,
  explainBlocker,
  fleetAcknowledgement,
  keysIn,
  needsPerson,
  nextTimes,
  ownKeys,
  planTick,
  plannedTransitions,
  safeBounds,
  standingOf,
  toSnake,
  type Blocker,
  type InstanceRef,
  type RotationContext,
  type Wait,
} from '@accord/rotation';
import type { IssuerKeyEntity } from '../issuer-keys/issuer-key.entity.js';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import type { LoadedRotation } from './rotation-contexts.js';

/** Everything that the rotation page shows of a managed issuer, at `now` (epoch seconds). */
export function rotationView(
  issuer: IssuerEntity,
  keys: readonly IssuerKeyEntity[],
  loaded: readonly LoadedRotation[],
  now: number,
): RotationView {
  const [first] = loaded;
  if (first === undefined || issuer.rotationInputs === null)
    throw new Error(`${issuer.name} has no schedule`);
  return {
    issuer: issuer.name,
    now,
    keys: keys.map((key) => ({ ...keyView(key), ...transitionsOf(key, loaded) })),
    schedules: loaded.map(scheduleView),
    inputs: issuer.rotationInputs,
    bounds: toSnake(safeBounds(first.context.bounds)),
    blockers: loaded.flatMap(({ context }) =>
      planTick(context).waits.flatMap((wait) => blockersView(context, wait)),
    ),
    fleet: fleetView(first.context),
    signers: loaded.flatMap(({ context }) =>
      context.facts.signers.map((signer) => ({
        instance: signer.instance,
        applied_kid: signer.applied.at(-1)?.kid ?? null,
        last_seen_at: signer.lastSeenAt,
        left: signer.leaving,
      })),
    ),
  };
}

export function keyView(key: IssuerKeyEntity): KeyView {
  return {
    kid: key.kid,
    alg: key.alg,
    state: key.state,
    public_jwk: key.publicJwk,
    created_at: key.createdAt,
    published_at: key.publishedAt,
    activate_after: key.activateAfter,
    activated_at: key.activatedAt,
    deactivate_after: key.deactivateAfter,
    deactivated_at: key.deactivatedAt,
    remove_after: key.removeAfter,
    removed_at: key.removedAt,
    compromised_at: key.compromisedAt,
    hold_reason: key.hold?.reason ?? null,
  };
}

function transitionsOf(
  key: IssuerKeyEntity,
  loaded: readonly LoadedRotation[],
): Pick<RotationKeyView, 'next_transition_at' | 'following_transition_at'> {
  const own = loaded.find(({ schedule }) => schedule.alg === key.alg);
  const [next = null, following = null] = own === undefined ? [] : plannedTransitions(own.context, key);
  return { next_transition_at: next, following_transition_at: following };
}

function scheduleView({ schedule, context }: LoadedRotation): RotationView['schedules'][number] {
  const { publishAt, activateAt, removeAt } = nextTimes(context);
  return {
    alg: schedule.alg,
    interval_seconds: schedule.settings.interval_seconds,
    paused: schedule.settings.paused,
    next_publish_at: publishAt,
    next_activate_at: activateAt,
    next_remove_at: removeAt,
    version: schedule.version,
  };
}

function blockersView(context: RotationContext, wait: Wait): RotationView['blockers'] {
  const { kid, transition, blockers } = wait;
  const standing = standingOf(context, wait);
  return blockers.map((blocker) => ({
    kid,
    transition,
    standing,
    needs_person: needsPerson(blocker, wait),
    ...blockerView(blocker),
  }));
}

/** A blocker as the API tells it: its code, a sentence, until when, and for whom. */
export function blockerView(blocker: Blocker) {
  return {
    code: blocker.code,
    sentence: explainBlocker(blocker),
    until: 'until' in blocker ? blocker.until : null,
    instances: instancesOf(blocker),
  };
}

function instancesOf(blocker: Blocker): InstanceRef[] {
  switch (blocker.code) {
    case 'fleet_not_acknowledged':
      return [...blocker.missing, ...blocker.silent];
    case 'no_live_instance':
      return [...blocker.silent];
    case 'verifier_not_drained':
      return [...blocker.missing];
    default:
      return [];
  }
}

/** How far the newest published key has reached; without one, the key that signs. */
export function fleetView(context: RotationContext): RotationView['fleet'] {
  const newest = keysIn(ownKeys(context), 'published').at(-1) ?? activeKey(context);
  const version = newest?.publishedVersion ?? null;
  const environments = fleetAcknowledgement({
    now: context.now,
    version,
    sharePercent: context.settings.acknowledgement.sharePercent,
    verifiers: context.facts.verifiers,
  });
  return {
    live: environments.reduce((sum, each) => sum + each.live, 0),
    needed_version: version,
    acknowledged: environments.reduce((sum, each) => sum + each.acknowledged, 0),
    missing: environments.flatMap((each) => each.missing),
    silent: environments.flatMap((each) => each.silentMissing),
  };
}
