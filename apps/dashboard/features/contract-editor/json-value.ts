/** What a JSON text can hold. A draft may be unfinished or wrong, so nothing more is known about it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}
/** Names and indexes from the root of a contract to one of its members. */
export type JsonPath = readonly (string | number)[];

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isStringList(value: Json | undefined): value is readonly string[] {
  return isJsonList(value) && value.every((item) => typeof item === 'string');
}

/** Equal in content and order: the same text once written. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Equal in content, whatever the order of members: a database may give them back in another one. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameContent(item, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameContent(a[name], b[name]))
  );
}

/** The same rule: equal in content, and lists of plain values are sets. */
export function sameRule(a: Json | undefined, b: Json | undefined): boolean {
  return sameContent(inOrder(a), inOrder(b));
}

function inOrder(value: Json | undefined): Json | undefined {
  return isJsonList(value) && value.every((entry) => typeof entry === 'string') ? value.toSorted() : value;
}

/** How a contract is written for people. */
export function jsonText(value: Json): string {
  return JSON.stringify(value, null, 2);
}

/** One string for each path, as a JSON Pointer (RFC 6901). */
export function pointer(path: JsonPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * A copy with the member at `path` replaced, or taken out for undefined. Objects on the way are made where there is
 * none; everything beside the way keeps its identity, so that only what changed is drawn again.
 */
export function withValueAt(target: Json | undefined, path: JsonPath, value: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? {};
  if (isJsonList(target) && typeof step === 'number') return listWith(target, step, rest, value);
  const object = isJsonObject(target) ? target : {};
  const name = String(step);
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  }
  return { ...object, [name]: withValueAt(object[name], rest, value) };
}

function listWith(list: readonly Json[], index: number, rest: JsonPath, value: Json | undefined): Json {
  if (rest.length === 0 && value === undefined) return list.toSpliced(index, 1);
  const next = [...list];
  next[index] = withValueAt(list[index], rest, value);
  return next;
}
