import { type JsonSchema, mapObjects } from './json-schema.js';

/** How members that hold a time are called; `broken_at` is the number of an event. Durations end in `_seconds`. */
const TIME =
  /^(?!broken_at$)(.*_)?(at|since|until|before|timestamp)$|^(as_of|now|start|end)$|^(activate|deactivate|remove)_after$/;

/** Says the unit of times, and leaves out the bounds that only say that a number is a whole one of JavaScript. */
export function withUnits(schema: unknown): unknown {
  return mapObjects(schema, (object) => {
    const bounded = withoutSafeBounds(object);
    const properties = bounded['properties'];
    return isSchema(properties) ? { ...bounded, properties: withTimes(properties) } : bounded;
  });
}

function withoutSafeBounds(schema: JsonSchema): JsonSchema {
  if (schema['type'] !== 'integer') return schema;
  return Object.fromEntries(
    Object.entries(schema).filter(
      ([key, value]) =>
        !(key === 'minimum' && value === Number.MIN_SAFE_INTEGER) &&
        !(key === 'maximum' && value === Number.MAX_SAFE_INTEGER),
    ),
  );
}

function withTimes(properties: JsonSchema): JsonSchema {
  const members = Object.entries(properties).map(([name, member]) => [
    name,
    TIME.test(name) && isSchema(member) && holdsInteger(member) ? withTime(member) : member,
  ]);
  return Object.fromEntries(members) as JsonSchema;
}

function withTime(schema: JsonSchema): JsonSchema {
  const { description } = schema;
  if (typeof description !== 'string') return { ...schema, description: 'Epoch seconds.' };
  return /epoch seconds/i.test(description)
    ? schema
    : { ...schema, description: `${description} Epoch seconds.` };
}

function holdsInteger({ type, anyOf }: JsonSchema): boolean {
  return (
    type === 'integer' || (Array.isArray(anyOf) && anyOf.some((each) => isSchema(each) && holdsInteger(each)))
  );
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
