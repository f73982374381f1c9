/**
 * What it means for tokens that the keys of an external issuer cannot be read, without a full stop; null while they can.
 * `lastFetchedAt`: epoch seconds of the last good reading, null before the first.
 */
export function explainReading(lastFetchedAt: number | null, lastFetchError: string | null): string | null {
  if (lastFetchedAt === null && lastFetchError === null)
    return 'Its keys are read within a minute; until then its tokens are refused';
  if (lastFetchError === null) return null;
  return lastFetchedAt === null
    ? 'No key could be read yet; all its tokens are refused'
    : 'The last reading failed; the last good keys stay in force';
}
