import type { IssuerView } from '@accord/contract/http';
import { ISSUER_PRESETS, withPreset } from '@accord/policy';
import type { JsonObject } from './json-value';

/** What a new contract begins with, when the address of the editor says so. */
export interface Start {
  /** An issuer by its name in Accord. */
  issuer: string;
  /** The id of a preset; null when nothing is known of its tokens. */
  preset: string | null;
}

/** A first contract for an issuer's tokens: only for whom they must be meant is left to say. */
export function startingContract(
  { issuer, algorithms }: Pick<IssuerView, 'issuer' | 'algorithms'>,
  presetId: string | null,
): JsonObject {
  const named = { schema: 1, issuers: [{ issuer, algorithms }] };
  const preset = ISSUER_PRESETS.find(({ id }) => id === presetId);
  if (preset === undefined) return named;
  // Keys that Accord made or has read tell better than the product what they sign with.
  const known = algorithms.length > 0 ? { ...preset, algorithms } : preset;
  return withPreset(named, known) as JsonObject;
}
