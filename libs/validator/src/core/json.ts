import type { Claims, JsonValue } from './verdict.js';

/** Why bytes are not an acceptable JSON object; in this order where several hold. */
export type JsonProblem = 'too_deep' | 'invalid' | 'duplicate';
export type ParsedObject =
  { readonly ok: true; readonly value: Claims } | { readonly ok: false; readonly problem: JsonProblem };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPENING_BRACE = 0x7b;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACE = 0x7d;
const CLOSING_BRACKET = 0x5d;

const no = (problem: JsonProblem): ParsedObject => ({ ok: false, problem });

/**
 * Parses a text as one JSON object (RFC 8259): without byte-order mark, nested at most `maxDepth` deep, no member named
 * twice at any level. The value is deep-frozen.
 */
export function parseJsonObject(text: string, maxDepth: number): ParsedObject {
  const members = countWrittenMembers(text, maxDepth);
  if (members === null) return no('too_deep');
  // What cannot be an object needs no exception to say so, and anybody can send it as often as they like.
  if (!endsLikeObject(text)) return no('invalid');
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return no('invalid');
  // A parser keeps one of two members with the same name: then the text has more than the value.
  if (freezeAndCountMembers(value) !== members) return no('duplicate');
  return { ok: true, value: value as Claims };
}

/** Whether the last character that is not white space (RFC 8259 §2) closes an object. */
function endsLikeObject(text: string): boolean {
  let last = text.length - 1;
  while (last > 0 && ' \t\r\n'.includes(text.charAt(last))) last -= 1;
  return text.charCodeAt(last) === CLOSING_BRACE;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/**
 * How many members the text writes down, at all levels together; null when brackets outside strings are ever more
 * than `maxDepth` deep. For text that is not JSON the number means nothing, but the depth still holds.
 */
function countWrittenMembers(text: string, maxDepth: number): number | null {
  let depth = 0;
  let members = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === COLON) members += 1;
    else if (code === OPENING_BRACE || code === OPENING_BRACKET) {
      depth += 1;
      if (depth > maxDepth) return null;
    } else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth -= 1;
  }
  return members;
}

/** The index of the closing quote of the string that opens at `start`; past the end when it never closes. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** An odd number of backslashes before a quote makes it a part of the string. */
function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (quote - first) % 2 === 1;
}

function freezeAndCountMembers(value: object): number {
  const isList = Array.isArray(value);
  const entries: readonly unknown[] = isList ? value : Object.values(value);
  let members = isList ? 0 : entries.length;
  for (const entry of entries)
    if (typeof entry === 'object' && entry !== null) members += freezeAndCountMembers(entry);
  Object.freeze(value);
  return members;
}
