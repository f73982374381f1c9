import { LATEST_EPOCH } from '@accord/contract';

const YEAR_1 = -62_135_596_800;

/** Epoch seconds of what a `datetime-local` control holds, read as UTC; undefined when it is empty. */
export function epochOfUtc(value: string): number | undefined {
  const ms = Date.parse(`${value}Z`);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1_000);
}

/** What such a control holds for epoch seconds, in UTC; empty for a time beyond the years that it takes. */
export function utcOfEpoch(seconds: number): string {
  if (seconds < YEAR_1 || seconds > LATEST_EPOCH) return '';
  return new Date(seconds * 1_000).toISOString().slice(0, 19);
}
