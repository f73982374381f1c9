import type { KeyState } from '@accord/contract';
import { isOverridable, type Blocker } from '../blocker.js';
import type { Decision } from '../decision.js';
import { ownKeys, type RotationContext } from '../rotation-context.js';
import type { RotationKey } from '../rotation-key.js';

/** What a person asks of one key. An override passes the waiting guards, and then needs a reason. */
export interface KeyCommandInput {
  readonly kid: string;
  readonly reason: string;
  readonly override: boolean;
}

/** Refused, with everything that stands in the way. */
export interface Refusal {
  readonly ok: false;
  readonly blockers: readonly Blocker[];
}

/** The decisions to apply, in order and in one transaction, or the refusal. */
export type CommandResult = { readonly ok: true; readonly decisions: readonly Decision[] } | Refusal;

export type Found = { readonly ok: true; readonly key: RotationKey } | Refusal;

/** The key that a command is about, if it is in one of the states that the command can start from. */
export function findKey(context: RotationContext, kid: string, expected: readonly KeyState[]): Found {
  const key = ownKeys(context).find((each) => each.kid === kid);
  if (key === undefined) return refuse([{ code: 'unknown_key' }]);
  if (!expected.includes(key.state)) return refuse([{ code: 'wrong_state', state: key.state, expected }]);
  return { ok: true, key };
}

/** A refusal for these reasons. */
export function refuse(blockers: readonly Blocker[]): Refusal {
  return { ok: false, blockers };
}

/** Decisions to apply. */
export function accept(decisions: readonly Decision[]): { ok: true; decisions: readonly Decision[] } {
  return { ok: true, decisions };
}

/** Blockers that remain after an override, if one was asked for. */
export function standing(blockers: readonly Blocker[], input: KeyCommandInput): readonly Blocker[] {
  if (!input.override) return blockers;
  if (isBlank(input.reason)) return [{ code: 'reason_required' }];
  return blockers.filter((blocker) => !isOverridable(blocker));
}

/** Whether a reason says nothing. */
export function isBlank(reason: string): boolean {
  return reason.trim() === '';
}
