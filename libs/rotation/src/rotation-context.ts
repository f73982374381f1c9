import type { RotationSettings } from '@accord/contract';
import type { Camel } from './camel.js';
import type { RotationFacts } from './facts.js';
import { keysIn, type RotationKey } from './rotation-key.js';
import { safeBounds, type SafeBoundsInput } from './safe-bounds.js';

export type RotationPolicy = Camel<RotationSettings>;

/** What every decision is taken from: one issuer, one algorithm, one moment. */
export interface RotationContext {
  /** Epoch seconds. */
  readonly now: number;
  readonly settings: RotationPolicy;
  /** Every key the issuer ever had, of all algorithms, tombstones included. */
  readonly keys: readonly RotationKey[];
  readonly bounds: SafeBoundsInput;
  readonly facts: RotationFacts;
}

/** The issuer's keys of the algorithm that the context is about. */
export function ownKeys(context: RotationContext): RotationKey[] {
  return context.keys.filter((key) => key.alg === context.settings.alg);
}

/** The key that signs now, or null. */
export function activeKey(context: RotationContext): RotationKey | null {
  return keysIn(ownKeys(context), 'active')[0] ?? null;
}

/** The lead in force: what the schedule asks for, never below the minimum. */
export function leadSeconds(context: RotationContext): number {
  return Math.max(context.settings.prepublishSeconds ?? 0, safeBounds(context.bounds).prepublishSeconds);
}

/** The overlap in force for a key: what the schedule asks for, never below the minimum for the tokens issued under it. */
export function overlapSeconds(context: RotationContext, key: RotationKey): number {
  const lifetime = Math.max(key.maxTokenLifetimeSeconds, context.bounds.maxTokenLifetimeSeconds);
  const minimum = safeBounds({ ...context.bounds, maxTokenLifetimeSeconds: lifetime }).overlapSeconds;
  return Math.max(context.settings.overlapSeconds ?? 0, minimum);
}
