/** The claims of a token, as parsed JSON. */
export type Claims = Readonly<Record<string, unknown>>;

/** A claim's value; names that objects merely inherit (`constructor`) are not claims. */
export function claimOf(claims: Claims, name: string): unknown {
  const value = claims[name];
  return value !== undefined && Object.hasOwn(claims, name) ? value : undefined;
}

/** `malformed` stands for a claim that is present with another type than it must have. */
export const malformed = Symbol('malformed');
export type Read<T> = T | undefined | typeof malformed;

/** A value that holds, or undefined where the claim is absent or malformed. */
export function valid<T>(value: Read<T>): T | undefined {
  return value === malformed ? undefined : value;
}

/** NumericDate (RFC 7519 §2): an integer-valued number within the safe range. */
export function readTime(value: unknown): Read<number> {
  if (value === undefined) return undefined;
  return Number.isSafeInteger(value) ? (value as number) : malformed;
}

/** A string that is not empty. */
export function readString(value: unknown): Read<string> {
  if (value === undefined) return undefined;
  return typeof value === 'string' && value !== '' ? value : malformed;
}

/** One string or a list of strings (RFC 7519 §4.1.3). */
export function readStrings(value: unknown): Read<readonly string[]> {
  return typeof value === 'string' ? [value] : asList(value);
}

function asList(value: unknown): Read<readonly string[]> {
  if (value === undefined) return undefined;
  return Array.isArray(value) && isOfStrings(value) ? value : malformed;
}

function isOfStrings(list: readonly unknown[]): list is readonly string[] {
  for (const entry of list) if (typeof entry !== 'string') return false;
  return true;
}

/** Names as a claim grants them: in a space-separated text (RFC 6749 §3.3) or a list. */
export type Names = string | readonly string[];

/** A text stays one: splitting it costs more than reading all the other claims. */
export function readNames(value: unknown): Read<Names> {
  return typeof value === 'string' ? value : asList(value);
}

/** Whether a name is among the granted ones. In a text, no name has a space. */
export function isGranted(names: Names, name: string): boolean {
  if (typeof names !== 'string') return names.includes(name);
  const { length } = name;
  // An empty name, which no contract has, would be found at the end for ever.
  for (let at = names.indexOf(name); at !== -1 && at < names.length; at = names.indexOf(name, at + 1))
    if ((at === 0 || names[at - 1] === ' ') && endOfWord(names, at) === at + length) return true;
  return false;
}

function endOfWord(text: string, start: number): number {
  const space = text.indexOf(' ', start);
  return space === -1 ? text.length : space;
}

/**
 * What stands at a path whose first name led to `value`. A step into something that is not an object yields null, which
 * no reader accepts.
 */
export function valueBelow(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (let step = 1; step < path.length && found !== undefined; step += 1) {
    if (!isObject(found)) return null;
    found = claimOf(found, path[step] ?? '');
  }
  return found;
}

function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
