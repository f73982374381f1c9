import type { StandardSchemaConverter } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Schema, Schemas } from './document-parts.js';

/** Writes schemas as references and keeps what they refer to. */
export class SchemaPen {
  readonly schemas: Schemas = {};

  constructor(private readonly converter: StandardSchemaConverter) {}

  write(schema: z.ZodType, schemaType: 'input' | 'output'): Schema {
    const converted = this.converter(schema, { schemaType });
    if (converted === undefined) throw new Error('a schema that is not of zod');
    Object.assign(this.schemas, asComponents(converted.components ?? {}));
    return asComponents(converted.schema);
  }
}

function asComponents(value: unknown): Schemas {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')) as Schemas;
}
