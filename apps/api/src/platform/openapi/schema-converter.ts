import type { StandardSchemaConverter } from '@nestjs/swagger';
import { z } from 'zod';
import { type JsonSchema, mapObjects } from './json-schema.js';
import { withUnits } from './units.js';

/**
 * Turns zod schemas into OpenAPI components named by their ids. A schema that reads differently as a request (defaults
 * may be left out, unknown members are refused) and as an answer (defaults are filled in, members may come) becomes two:
 * `Name` for answers, `NameInput` for requests.
 */
export function schemaConverter(): StandardSchemaConverter {
  const seen = new Map<string, string>();
  return (schema, { schemaType }) => {
    if (!(schema instanceof z.ZodType)) return undefined;
    const { definitions, root } = schemaType === 'output' ? answerOf(schema) : requestOf(schema);
    for (const [name, definition] of Object.entries(definitions)) refuseAnother(seen, name, definition);
    return { schema: root, components: definitions };
  };
}

interface Parts {
  root: JsonSchema;
  definitions: Record<string, JsonSchema>;
}

function answerOf(schema: z.ZodType): Parts {
  return partsOf(toJsonSchema(schema, 'output'));
}

function requestOf(schema: z.ZodType): Parts {
  const answer = partsOf(toJsonSchema(schema, 'output')).definitions;
  const request = partsOf(toJsonSchema(schema, 'input'));
  const differing = new Set(differingNames(request.definitions, answer));
  const rename = (name: string) => (differing.has(name) ? `${name}Input` : name);
  const definitions = Object.entries(request.definitions).map(([name, definition]) => [
    rename(name),
    withRefs(differing.has(name) ? definition : (answer[name] ?? definition), rename),
  ]);
  return {
    root: withRefs(request.root, rename) as JsonSchema,
    definitions: Object.fromEntries(definitions) as Record<string, JsonSchema>,
  };
}

/** A definition also differs when it refers to one that does. */
function differingNames(request: Parts['definitions'], answer: Parts['definitions']): string[] {
  const differing = new Set(
    Object.keys(request).filter((name) => textOf(request[name]) !== textOf(answer[name])),
  );
  for (let before = -1; before !== differing.size;) {
    before = differing.size;
    for (const [name, definition] of Object.entries(request)) {
      if (refsIn(definition).some((ref) => differing.has(ref))) differing.add(name);
    }
  }
  return [...differing];
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const converted = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  const json = withUnits(converted) as JsonSchema;
  // Answers may grow members: a client that refuses unknown ones would break with the next version.
  return io === 'output' ? (openly(json) as JsonSchema) : json;
}

function partsOf({ $schema: _dialect, $defs, ...root }: JsonSchema): Parts {
  return { root, definitions: ($defs ?? {}) as Record<string, JsonSchema> };
}

/** The same schema without "no further members". */
function openly(value: unknown): unknown {
  return mapObjects(value, ({ additionalProperties, ...rest }) =>
    additionalProperties === false || additionalProperties === undefined
      ? rest
      : { ...rest, additionalProperties },
  );
}

function withRefs(value: unknown, rename: (name: string) => string): unknown {
  return mapObjects(value, (object) =>
    typeof object['$ref'] === 'string' && object['$ref'].startsWith('#/$defs/')
      ? { ...object, $ref: `#/$defs/${rename(object['$ref'].slice('#/$defs/'.length))}` }
      : object,
  );
}

function refsIn(definition: JsonSchema): string[] {
  return [...textOf(definition).matchAll(/"#\/\$defs\/([^"]+)"/g)].map((match) => match[1] ?? '');
}

function textOf(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

function refuseAnother(seen: Map<string, string>, name: string, definition: JsonSchema): void {
  const text = textOf(definition);
  const before = seen.get(name);
  if (before !== undefined && before !== text) throw new Error(`two schemas have the id ${name}`);
  seen.set(name, text);
}
