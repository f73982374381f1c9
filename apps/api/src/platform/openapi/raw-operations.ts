import type { OpenAPIObject, StandardSchemaConverter } from '@nestjs/swagger';
import { z } from 'zod';
import { ProblemDetails } from '@accord/contract/http';
import type { Problem } from '../errors/problem.js';
import { PROBLEM_CONTENT } from '../http/endpoint.js';
import type { JwsBody, RawAnswer, RawHeader, RawOperation } from '../http/raw-operation.js';
import type { RawRoute } from '../http/raw-routes.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Response = NonNullable<Operation['responses'][string]>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];

/** Describes the routes below Nest: their paths, and the schemas that these refer to. */
export function rawPaths(
  routes: readonly RawRoute[],
  converter: StandardSchemaConverter,
): { paths: OpenAPIObject['paths']; schemas: Schemas } {
  const pen = new SchemaPen(converter);
  // Errors refer to it, above Nest and below.
  pen.write(ProblemDetails, 'output');
  const paths: OpenAPIObject['paths'] = {};
  for (const { method, path, operation } of routes) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(operation, pen) };
  }
  return { paths, schemas: pen.schemas };
}

/** Writes schemas as references and keeps what they refer to. */
class SchemaPen {
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

function describe(operation: RawOperation, pen: SchemaPen): Operation {
  const { operationId, summary, description, requestHeaders, requestBody } = operation;
  const answers = operation.answers.map((answer) => [
    String(answer.status),
    answerOf(answer, operation.responseHeaders, pen),
  ]);
  return {
    operationId,
    summary,
    description,
    security: [{ [`${operation.credential}_credential`]: [] }],
    parameters: Object.entries(requestHeaders).map(([name, header]) => ({
      name,
      in: 'header' as const,
      required: false,
      ...headerOf(header),
    })),
    ...(requestBody && {
      requestBody: {
        required: true,
        description: requestBody.description,
        content: { 'application/json': { schema: pen.write(requestBody.schema, 'input') } },
      },
    }),
    responses: {
      ...(Object.fromEntries(answers) as Record<string, Response>),
      ...problemsOf(operation.problems),
      default: problemAnswer('An error'),
    },
  };
}

function headerOf({ description, pattern }: RawHeader): { description: string; schema: Schema } {
  return { description, schema: { type: 'string', ...(pattern === undefined ? {} : { pattern }) } };
}

function answerOf(
  { description, headers = [], body }: RawAnswer,
  known: RawOperation['responseHeaders'],
  pen: SchemaPen,
): Response {
  const described = headers.map((name) => {
    const header = known[name];
    if (header === undefined) throw new Error(`the header ${name} is not described`);
    return [name, headerOf(header)];
  });
  return {
    description,
    ...(described.length > 0 && { headers: Object.fromEntries(described) as Record<string, object> }),
    ...(body && { content: 'jws' in body ? jwsContent(body, pen) : jsonContent(body, pen) }),
  };
}

function jsonContent(body: z.ZodType, pen: SchemaPen) {
  return { 'application/json': { schema: pen.write(body, 'output') } };
}

/** A JWS is one opaque string to OpenAPI; the extension names the schema of what was signed. */
function jwsContent({ jws }: JwsBody, pen: SchemaPen) {
  const schema = { type: 'string', 'x-jws-payload': pen.write(jws, 'output') } as Schema;
  return { 'application/jose': { schema } };
}

function problemsOf(problems: readonly Problem[]): Record<string, Response> {
  const statuses = new Set(problems.map(({ status }) => status));
  const answers = [...statuses].map((status) => {
    const same = problems.filter((problem) => problem.status === status);
    const codes = same.map(({ code, options }) => `\`${code}\`: ${options.detail}`);
    return [String(status), problemAnswer(codes.join('\n\n'), same)];
  });
  return Object.fromEntries(answers) as Record<string, Response>;
}

function problemAnswer(description: string, problems: readonly Problem[] = []): Response {
  const names = new Set(problems.flatMap(({ headers }) => Object.keys(headers)));
  const headers = [...names].map((name) => [name, { schema: { type: 'string' } }]);
  return {
    description,
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) as Record<string, object> }),
    content: PROBLEM_CONTENT,
  };
}
