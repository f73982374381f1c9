import { randomBytes } from 'node:crypto';
import type { ContractDraftEntity } from './contract-draft.entity.js';
import type { ContractVersionEntity } from './contract-version.entity.js';

/** A new mark for a draft's content. */
export function newDraftMark(): string {
  return randomBytes(12).toString('base64url');
}

/**
 * The ETag (without quotes) of a draft as it is shown. The changes against the live contract are a part of that, so
 * it changes with the live version too: nobody publishes a diff that they have not seen.
 */
export function draftEtag(draft: ContractDraftEntity, live: ContractVersionEntity | null): string {
  return `${draft.etag}-${live?.version ?? 0}`;
}
