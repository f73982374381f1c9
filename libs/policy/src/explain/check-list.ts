import { FAILURE_GROUPS, type FailureGroup, type FailureReason } from '@accord/contract';

/** One check of the ordered list: what a token that fails it is refused with, and where in the order it stands. */
export interface CheckStep {
  readonly reason: FailureReason;
  readonly group: FailureGroup;
}

export type StepState = 'passed' | 'failed' | 'not_reached' | 'not_checked' | 'assumed';

/**
 * What is known of a verdict; `issuerKnown`: the contract names the token's issuer; `claimsOnly`: claims came without a
 * token around them.
 */
export interface JudgedToken {
  readonly reason: FailureReason | null;
  readonly furtherReasons: readonly FailureReason[];
  readonly issuerKnown: boolean;
  readonly claimsOnly: boolean;
}

/** Only a running instance can tell these: they depend on what it received, when, and on requests before this one. */
const OF_INSTANCES: ReadonlySet<FailureReason> = new Set([
  'token_multiple',
  'scheme_unsupported',
  'contract_stale',
  'replay_detected',
  'revocation_unavailable',
  'validator_error',
]);

/** What claims alone cannot fail: the token around them is taken as good. */
const ASSUMED_GROUPS: ReadonlySet<FailureGroup> = new Set(['format', 'header', 'key', 'signature']);
const ASSUMED_REASONS: ReadonlySet<FailureReason> = new Set(['alg_not_allowed', 'wrong_typ']);

/** From here on a validator runs every check, so that it can tell further reasons. */
const FIRST_OF_ALL: FailureGroup = 'type';

/** The checks in the order of evaluation. One reason stands twice: for all issuers together, then for the token's own. */
export const CHECK_STEPS: readonly CheckStep[] = (Object.keys(FAILURE_GROUPS) as FailureGroup[]).flatMap(
  (group) => {
    const steps = FAILURE_GROUPS[group].map((reason): CheckStep => ({ reason, group }));
    return group === 'issuer' ? [...steps, { reason: 'alg_not_allowed', group }] : steps;
  },
);

const firstOfAll = CHECK_STEPS.findIndex((step) => step.group === FIRST_OF_ALL);

/** How every check came out, given the one verdict: nothing is evaluated here. */
export function stepStates(judged: JudgedToken): readonly (CheckStep & { readonly state: StepState })[] {
  const failing = failingStep(judged);
  const failed = new Set<FailureReason>(
    judged.reason === null ? [] : [judged.reason, ...judged.furtherReasons],
  );
  return CHECK_STEPS.map((step, index) => {
    const state = stateOf(step, index, failing, failed);
    return { ...step, state: state === 'passed' && judged.claimsOnly && isAssumed(step) ? 'assumed' : state };
  });
}

function isAssumed({ reason, group }: CheckStep): boolean {
  return ASSUMED_GROUPS.has(group) || ASSUMED_REASONS.has(reason);
}

function failingStep({ reason, issuerKnown }: JudgedToken): number {
  const at = CHECK_STEPS.findIndex((step) => step.reason === reason);
  if (reason !== 'alg_not_allowed' || !issuerKnown) return at;
  return CHECK_STEPS.findLastIndex((step) => step.reason === reason);
}

function stateOf(
  step: CheckStep,
  index: number,
  failing: number,
  failed: ReadonlySet<FailureReason>,
): StepState {
  if (index === failing) return 'failed';
  const ranAll = failing === -1 || failing >= firstOfAll;
  if (ranAll && index >= firstOfAll && failed.has(step.reason)) return 'failed';
  if (OF_INSTANCES.has(step.reason)) return 'not_checked';
  return ranAll || index < failing ? 'passed' : 'not_reached';
}
