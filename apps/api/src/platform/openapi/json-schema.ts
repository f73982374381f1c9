export type JsonSchema = Record<string, unknown>;

/** The same value with every object in it replaced, the innermost first. */
export function mapObjects(value: unknown, map: (object: JsonSchema) => JsonSchema): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => mapObjects(item, map));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, mapObjects(member, map)]);
  return map(Object.fromEntries(entries) as JsonSchema);
}
