import type { IssuerView } from '@accord/contract/http';

type Reading = Pick<IssuerView, 'last_fetched_at' | 'last_fetch_error'>;

/** What it means for tokens that the keys of an external issuer cannot be read; null while they can. */
export function readingTrouble({ last_fetched_at: read, last_fetch_error: error }: Reading): string | null {
  if (error !== null && read !== null) return 'The last reading failed; the last good keys stay in force';
  if (error !== null) return 'No key could be read yet; all its tokens are refused';
  return read === null ? 'Its keys are read within a minute; until then its tokens are refused' : null;
}
