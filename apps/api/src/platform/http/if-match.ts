import type { FastifyReply } from 'fastify';
import type { ProblemExtras } from '../errors/problem-extras.js';
import { ifMatchRequired, preconditionFailed } from '../errors/problems.js';

/** What an If-Match or If-None-Match header (RFC 9110 §13.1) names: nothing, any state, or some ETags. */
export type IfMatch = { kind: 'absent' } | { kind: 'any' } | { kind: 'etags'; etags: ReadonlySet<string> };

/** Reads such a header. ETags are compared strongly, so a weak one matches nothing. */
export function readIfMatch(header: string | undefined): IfMatch {
  if (header === undefined) return { kind: 'absent' };
  if (header.trim() === '*') return { kind: 'any' };
  return {
    kind: 'etags',
    etags: new Set(header.split(',').map((etag) => etag.trim().replace(/^"(.*)"$/, '$1'))),
  };
}

/** What a caller is told who does not name the state in force. `extras` show that state. */
export interface StateRefusal {
  absent: string;
  stale: string;
  extras: ProblemExtras;
}

/** Whether the header names this state: by its ETag, or by `*`, which whoever wants to write unseen has to say. */
export function names(header: IfMatch, etag: string): boolean {
  return header.kind === 'any' || (header.kind === 'etags' && header.etags.has(etag));
}

/**
 * Lets only those write who name this state.
 *
 * @throws Problem 428 `if_match_required` without the header, 412 `edit_conflict` for another state
 */
export function assertIfMatch(ifMatch: IfMatch, etag: string, { absent, stale, extras }: StateRefusal): void {
  if (ifMatch.kind === 'absent') throw ifMatchRequired(absent, extras);
  if (!names(ifMatch, etag)) throw preconditionFailed(stale, extras);
}

/** Repeats the etag of a body, which has no quotes, as the header that HTTP wants. */
export function withEtag<View extends { etag: string }>(reply: FastifyReply, view: View): View {
  void reply.header('etag', `"${view.etag}"`);
  return view;
}
