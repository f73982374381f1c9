import type { CompromisePreview } from '@accord/contract/http';
import { isLive, type CompromiseEffect, type RotationContext } from '@accord/rotation';

type Row = CompromisePreview['verifiers'][number];

/** Who would refuse what from when, before a key is reported compromised. */
export function compromisePreview(
  context: RotationContext,
  kid: string,
  effect: CompromiseEffect,
  exposureSetBy: string | null,
): CompromisePreview {
  const promoted = effect.decisions.find(({ kind }) => kind === 'activate');
  return {
    kid,
    exposure_seconds: effect.exposureSeconds,
    exposure_set_by: exposureSetBy,
    key_not_found_seconds: effect.keyNotFoundSeconds,
    replaces_signer: context.keys.some((key) => key.kid === kid && key.state === 'active'),
    promotes_kid: promoted !== undefined && 'kid' in promoted ? promoted.kid : null,
    max_token_lifetime_seconds: context.bounds.maxTokenLifetimeSeconds,
    verifiers: [...validatorRows(context), ...plainRows(context)],
  };
}

/** Live instances by service and environment: the slowest of a group is when all of it refuses. */
function validatorRows(context: RotationContext): Row[] {
  const rows = new Map<string, { name: string; instances: number; refuses_within_seconds: number }>();
  for (const instance of context.facts.verifiers.filter((each) => isLive(each, context.now))) {
    const name = `${instance.service} / ${instance.environment}`;
    const row = rows.get(name) ?? { name, instances: 0, refuses_within_seconds: 0 };
    const within = context.bounds.distributionSeconds + instance.copyAgeSeconds;
    rows.set(name, {
      name,
      instances: row.instances + 1,
      refuses_within_seconds: Math.max(row.refuses_within_seconds, within),
    });
  }
  return [...rows.values()];
}

/** Verifiers without the SDK; the first entry of the bounds stands for the validators and is told above by name. */
function plainRows({ bounds }: RotationContext): Row[] {
  return bounds.verifiers.slice(1).map(({ name, copyAgeSeconds }) => ({
    name,
    instances: null,
    refuses_within_seconds: copyAgeSeconds === null ? null : bounds.distributionSeconds + copyAgeSeconds,
  }));
}
