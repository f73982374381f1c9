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

/** No token is this long under the default limit. Of longer texts the depth is counted first: an engine is slow over brackets that never close. */
const LONG_TEXT = 8192;

const no = (problem: JsonProblem): ParsedObject => ({ ok: false, problem });

/**
 * Parses a text as one JSON object (RFC 8259): without byte-order mark, nested at most `maxDepth` deep, no member named
 * twice at any level. The value is deep-frozen.
 */
export function parseJsonObject(text: string, maxDepth: number): ParsedObject {
  if (text.length > LONG_TEXT && countWrittenMembers(text, maxDepth) === null) return no('too_deep');
  // What cannot be an object needs no exception to say so, and anybody can send it as often as they like.
  const value = endsLikeObject(text) ? parse(text) : undefined;
  const object = isObject(value) ? value : null;
  // No text of its value is shorter: then no member was left out, and none of them is written twice.
  if (object !== null && freezeAndMeasure(object, maxDepth) === text.length)
    return { ok: true, value: object };
  const members = countWrittenMembers(text, maxDepth);
  if (members === null) return no('too_deep');
  if (object === null) return no('invalid');
  // A parser keeps one of two members with the same name: then the text has more than the value.
  return countMembers(object) === members ? { ok: true, value: object } : no('duplicate');
}

function isObject(value: JsonValue | undefined): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

function countMembers(value: object): number {
  const isList = Array.isArray(value);
  const entries: readonly unknown[] = isList ? value : Object.values(value);
  let members = isList ? 0 : entries.length;
  for (const entry of entries)
    if (typeof entry === 'object' && entry !== null) members += countMembers(entry);
  return members;
}

/**
 * Freezes a parsed value, and measures the shortest text that it can be parsed from; NaN where that is not plain to see,
 * or the value is more than `maxDepth` deep.
 */
function freezeAndMeasure(value: object, maxDepth: number): number {
  if (maxDepth === 0) return NaN;
  const length = Array.isArray(value)
    ? measureList(value, maxDepth - 1)
    : measureMembers(value as Claims, maxDepth - 1);
  Object.freeze(value);
  return length;
}

/** The brackets, and each entry with its comma, which the last one lacks. */
function measureList(list: readonly JsonValue[], maxDepth: number): number {
  let length = list.length === 0 ? 2 : 1;
  for (const entry of list) length += measure(entry, maxDepth) + 1;
  return length;
}

/** The braces, and each member with the quotes of its name, colon and comma. In the path of every token: no list of names is made. */
function measureMembers(members: Claims, maxDepth: number): number {
  let length = 1;
  for (const name in members)
    // In such a loop the engine knows the answer without asking; `Object.hasOwn` it calls.
    if (Object.prototype.hasOwnProperty.call(members, name))
      length += name.length + 4 + measure(members[name], maxDepth);
  return Math.max(length, 2);
}

function measure(value: JsonValue | undefined, maxDepth: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'number') return lengthOfNumber(value);
  if (typeof value === 'object' && value !== null) return freezeAndMeasure(value, maxDepth);
  return value === false ? 5 : 4;
}

/** Three zeros at the end are shorter as an exponent, and a fraction may have a shorter form. */
function lengthOfNumber(value: number): number {
  if (!Number.isSafeInteger(value) || value % 1000 === 0) return NaN;
  // Times, mostly.
  return value > 1e9 && value < 1e10 ? 10 : String(value).length;
}
