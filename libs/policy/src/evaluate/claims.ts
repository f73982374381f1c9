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
export function readTime(claims: Claims, name: string): Read<number> {
  const value = claimOf(claims, name);
  if (value === undefined) return undefined;
  return Number.isSafeInteger(value) ? (value as number) : malformed;
}

/** A string that is not empty. */
export function readString(claims: Claims, name: string): Read<string> {
  return asString(claimOf(claims, name));
}

function asString(value: unknown): Read<string> {
  if (value === undefined) return undefined;
  return typeof value === 'string' && value !== '' ? value : malformed;
}

/** One string or a list of strings (RFC 7519 §4.1.3). */
export function readStrings(claims: Claims, name: string): Read<readonly string[]> {
  const value = claimOf(claims, name);
  if (typeof value === 'string') return [value];
  return asList(value);
}

function asList(value: unknown): Read<readonly string[]> {
  if (value === undefined) return undefined;
  return Array.isArray(value) && isOfStrings(value) ? value : malformed;
}

function isOfStrings(list: readonly unknown[]): list is readonly string[] {
  for (const entry of list) if (typeof entry !== 'string') return false;
  return true;
}

/** A string at a path of names. */
export function readStringAt(claims: Claims, path: readonly string[]): Read<string> {
  return asString(valueAt(claims, path));
}

/** Names as a claim grants them: in a space-separated text (RFC 6749 §3.3) or a list. */
export type Names = string | readonly string[];

/** Names at a path. A text stays one: splitting it costs more than reading all the other claims. */
export function readNamesAt(claims: Claims, path: readonly string[]): Read<Names> {
  const value = valueAt(claims, path);
  return typeof value === 'string' ? value : asList(value);
}

/** Whether a name is among the granted ones. In a text, no name has a space. */
export function isGranted(names: Names, name: string): boolean {
  if (typeof names !== 'string') return names.includes(name);
  for (let start = names.indexOf(name); start !== -1; start = names.indexOf(name, start + 1))
    if (isWord(names, start, start + name.length)) return !name.includes(' ');
  return false;
}

function isWord(text: string, start: number, end: number): boolean {
  return (start === 0 || text[start - 1] === ' ') && (end === text.length || text[end] === ' ');
}

/** What stands at the path. A step into something that is not an object yields null, which no reader accepts. */
function valueAt(claims: Claims, path: readonly string[]): unknown {
  let value: unknown = claims;
  for (const name of path) {
    if (value === undefined) return undefined;
    if (!isObject(value)) return null;
    value = claimOf(value, name);
  }
  return value;
}

/** An object's member, for `cnf`: undefined when absent, malformed when the outer claim is no object. */
export function readMember(claims: Claims, name: string, member: string): Read<string> {
  return readStringAt(claims, [name, member]);
}

function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
