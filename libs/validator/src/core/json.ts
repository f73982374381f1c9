import { decodeUtf8 } from './bytes.js';
import type { Claims, JsonValue } from './verdict.js';

/** Why bytes are not an acceptable JSON object; in this order where several hold. */
export type JsonProblem = 'too_deep' | 'invalid' | 'duplicate';
export type ParsedObject =
  { readonly ok: true; readonly value: Claims } | { readonly ok: false; readonly problem: JsonProblem };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

const no = (problem: JsonProblem): ParsedObject => ({ ok: false, problem });

/**
 * Parses bytes as one JSON object (RFC 8259): valid UTF-8 without byte-order mark, nested at most `maxDepth` deep,
 * no member named twice at any level. The value is deep-frozen.
 */
export function parseJsonObject(bytes: Buffer, maxDepth: number): ParsedObject {
  const text = decodeUtf8(bytes);
  if (text === null) return no('invalid');
  const members = countWrittenMembers(text, maxDepth);
  if (members === null) return no('too_deep');
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return no('invalid');
  // A parser keeps one of two members with the same name: then the text has more than the value.
  if (freezeAndCountMembers(value) !== members) return no('duplicate');
  return { ok: true, value: value as Claims };
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
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return null;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return members;
}

/** The index of the closing quote of the string that opens at `start`; past the end when it never closes. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index;
    if (code === BACKSLASH) index += 1;
  }
  return text.length;
}

function freezeAndCountMembers(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  Object.freeze(value);
  const isList = Array.isArray(value);
  const children: readonly JsonValue[] = isList ? value : Object.values(value);
  return children.reduce<number>(
    (total, child) => total + freezeAndCountMembers(child),
    isList ? 0 : children.length,
  );
}
