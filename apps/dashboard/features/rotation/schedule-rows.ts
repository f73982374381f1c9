import type { ScheduleView } from '@accord/contract/http';
import { epochOfUtc, utcOfEpoch } from '../shared/utc-time';

type Freeze = ScheduleView['settings']['freezes'][number];
type PlainVerifier = ScheduleView['inputs']['plain_verifiers'][number];

/** What stands in the fields of one entry: a box is ticked or not, everything else is text. */
type Row<Entry> = { readonly [Name in keyof Entry]: Entry[Name] extends boolean ? boolean : string };
export type FreezeRow = Row<Freeze>;
export type VerifierRow = Row<PlainVerifier>;

export const EMPTY_FREEZE: FreezeRow = { from: '', until: '', reason: '' };
export const EMPTY_VERIFIER: VerifierRow = {
  name: '',
  copy_age_seconds: '',
  refetches_on_miss: false,
  cooldown_seconds: '0',
  negative_cache_seconds: '0',
};

/** Whole seconds; NaN, which nothing takes for left out, for what is none. */
export function secondsOf(text: string): number {
  const trimmed = text.trim();
  return /^\d{1,12}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** A freeze as its fields show it. */
export function freezeRowOf({ from, until, reason }: Freeze): FreezeRow {
  return { from: utcOfEpoch(from), until: utcOfEpoch(until), reason };
}

/** A freeze as the API takes it, if its fields hold one. */
export function freezeOf({ from, until, reason }: FreezeRow) {
  return { from: epochOfUtc(from), until: epochOfUtc(until), reason: reason.trim() };
}

/** A verifier without the SDK as its fields show it. */
export function verifierRowOf(verifier: PlainVerifier): VerifierRow {
  return {
    ...verifier,
    copy_age_seconds: String(verifier.copy_age_seconds),
    cooldown_seconds: String(verifier.cooldown_seconds),
    negative_cache_seconds: String(verifier.negative_cache_seconds),
  };
}

/** A verifier without the SDK as the API takes it, if its fields hold one. */
export function verifierOf(row: VerifierRow) {
  return {
    ...row,
    name: row.name.trim(),
    copy_age_seconds: secondsOf(row.copy_age_seconds),
    cooldown_seconds: secondsOf(row.cooldown_seconds),
    negative_cache_seconds: secondsOf(row.negative_cache_seconds),
  };
}

/** All freezes in one line. */
export function freezesInWords(rows: readonly FreezeRow[]): string {
  const words = rows.map(
    ({ from, until, reason }) => `${reason} (${from.replace('T', ' ')} to ${until.replace('T', ' ')} UTC)`,
  );
  return words.join('; ') || 'none';
}

/** All verifiers without the SDK in one line. */
export function verifiersInWords(rows: readonly VerifierRow[]): string {
  const words = rows.map((row) => {
    const refetches = `, refetches, cool-down ${row.cooldown_seconds} s, missing key ${row.negative_cache_seconds} s`;
    return `${row.name} (copy age ${row.copy_age_seconds} s${row.refetches_on_miss ? refetches : ''})`;
  });
  return words.join('; ') || 'none';
}
