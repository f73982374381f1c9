import type { FastifyReply } from 'fastify';

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

/** Whether the header names exactly this state. `*` does not: it would overwrite what nobody has looked at. */
export function matches(ifMatch: IfMatch, etag: string): boolean {
  return ifMatch.kind === 'etags' && ifMatch.etags.has(etag);
}

/** Repeats the etag of a body, which has no quotes, as the header that HTTP wants. */
export function withEtag<View extends { etag: string }>(reply: FastifyReply, view: View): View {
  void reply.header('etag', `"${view.etag}"`);
  return view;
}
