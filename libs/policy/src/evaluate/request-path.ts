/** A path in normal form. */
export interface RequestPath {
  /** The decoded segments; `/` has none. */
  readonly segments: readonly string[];
  /** The same in one case, where the router behind does not tell cases apart; else null. */
  readonly folded: readonly string[] | null;
}

/** One spelling for all cases of a segment, the one that case-insensitive routers compare. */
export const foldCase = (segment: string): string => segment.toLowerCase();

/** Printable ASCII but for `#` and `\`: nothing else can stand in a request target (RFC 3986 §3.3). */
const PATH = /^\/[\x21-\x22\x24-\x5b\x5d-\x7e]*$/;
const CONTROL_OR_SEPARATOR = /[\x00-\x1f\x7f/\\]/;
/** A separator or dot segment that a second decoding, by somebody further down, would bring to light. */
const HIDDEN = /%(2f|5c)|^(\.|%2e){1,2}$/i;

/**
 * Reads a request path, given as sent (percent-encoded; a query string is ignored). A trailing slash is dropped.
 * Returns null when the path can be read in two ways: an encoded slash or backslash, `//`, a dot segment, a
 * broken percent-encoding, or a character that does not belong there. Such a path must be refused, because the
 * router behind could see another route than the contract does.
 * @param ignoresCase whether the router behind does
 */
export function readPath(path: string, ignoresCase = false): RequestPath | null {
  const query = path.indexOf('?');
  const raw = query === -1 ? path : path.slice(0, query);
  if (!PATH.test(raw) || raw.includes('//')) return null;
  const decoded: string[] = [];
  // By hand: splitting costs more than all the rest of the reading.
  for (let start = 1; start < raw.length;) {
    const slash = raw.indexOf('/', start);
    const end = slash === -1 ? raw.length : slash;
    const value = decodeSegment(raw.slice(start, end));
    if (value === null) return null;
    decoded.push(value);
    start = end + 1;
  }
  return { segments: decoded, folded: ignoresCase ? decoded.map(foldCase) : null };
}

/** The segment decoded; null when it can be read in two ways. */
function decodeSegment(segment: string): string | null {
  if (!segment.includes('%')) return segment === '.' || segment === '..' ? null : segment;
  try {
    const value = decodeURIComponent(segment);
    return CONTROL_OR_SEPARATOR.test(value) || HIDDEN.test(value) ? null : value;
  } catch {
    return null;
  }
}
