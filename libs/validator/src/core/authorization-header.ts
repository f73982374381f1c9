import type { FailureReason } from '@accord/contract';

/** How the token was presented: which header scheme, or bare (handed over by the caller). */
export type Presentation = 'bearer' | 'dpop';

export type ReadToken =
  | { readonly ok: true; readonly token: string; readonly presentation: Presentation }
  | { readonly ok: false; readonly reason: FailureReason };

const no = (reason: FailureReason): ReadToken => ({ ok: false, reason });

/**
 * RFC 9110 §5.5: optional whitespace around a field value is not part of it. By hand: a regular expression for the end
 * begins anew at every space within, and nothing has bounded the value yet.
 */
function trimOws(value: string): string {
  let [start, end] = [0, value.length];
  while (start < end && isOws(value, start)) start += 1;
  while (start < end && isOws(value, end - 1)) end -= 1;
  return value.slice(start, end);
}

function isOws(value: string, index: number): boolean {
  return value[index] === ' ' || value[index] === '\t';
}

const SECOND = /,[ \t]*(bearer|dpop) /i;

/**
 * Takes the token out of the `Authorization` header values (RFC 6750 §2.1, RFC 9449 §7.1). Scheme names are
 * case-insensitive (RFC 9110 §11.1). Two header lines, or two credentials joined by a comma, are two tokens:
 * which one counts would depend on who reads them.
 */
export function readAuthorization(
  header: string | readonly string[] | undefined,
  acceptsDpop: boolean,
): ReadToken {
  const values = header === undefined ? [] : typeof header === 'string' ? [header] : header;
  if (values.length > 1) return no('token_multiple');
  const value = trimOws(values[0] ?? '');
  if (value === '') return no('token_missing');
  const [scheme, rest] = atSpaces(value);
  const presentation = presentationOf(scheme, acceptsDpop);
  // A token cannot hold a comma (RFC 6750 §2.1, b64token), but other schemes have comma-separated parameters.
  if (rest.includes(',') && SECOND.test(rest)) return no('token_multiple');
  if (presentation === null) return no('scheme_unsupported');
  return rest === '' ? no('token_missing') : { ok: true, token: rest, presentation };
}

/** What stands before the first spaces, and after them. By hand: a pattern takes longer than a remembered token. */
function atSpaces(value: string): [before: string, after: string] {
  const end = value.indexOf(' ');
  if (end === -1) return [value, ''];
  let start = end;
  while (value[start] === ' ') start += 1;
  return [value.slice(0, end), value.slice(start)];
}

function presentationOf(scheme: string, acceptsDpop: boolean): Presentation | null {
  const name = scheme.toLowerCase();
  if (name === 'bearer') return 'bearer';
  return name === 'dpop' && acceptsDpop ? 'dpop' : null;
}
