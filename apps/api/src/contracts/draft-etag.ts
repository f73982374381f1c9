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

/** What an If-Match header (RFC 9110 §13.1.1) asks for: nothing, any state, or one of some ETags. */
export type IfMatch = { kind: 'absent' } | { kind: 'any' } | { kind: 'etags'; etags: ReadonlySet<string> };

/** Reads an If-Match header. ETags are compared strongly, so a weak one matches nothing. */
export function readIfMatch(header: string | undefined): IfMatch {
  if (header === undefined) return { kind: 'absent' };
  if (header.trim() === '*') return { kind: 'any' };
  return {
    kind: 'etags',
    etags: new Set(header.split(',').map((etag) => etag.trim().replace(/^"(.*)"$/, '$1'))),
  };
}
