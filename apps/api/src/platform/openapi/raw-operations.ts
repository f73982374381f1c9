import type { OpenAPIObject } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Problem } from '../errors/problem.js';
import { PROBLEM_CONTENT } from '../http/endpoint.js';
import type { HeaderNotes } from '../http/header-note.js';
import type { JwsBody, RawAnswer, RawOperation } from '../http/raw-operation.js';
import type { RawRoute } from '../http/raw-routes.js';
import type { Operation, Response, Schema } from './document-parts.js';
import { headerParameters, headersMember } from './header-parts.js';
import { PROBLEM_HEADERS } from './problem-answers.js';
import type { SchemaPen } from './schema-pen.js';

/** Describes the routes below Nest. */
export function rawPaths(routes: readonly RawRoute[], pen: SchemaPen): OpenAPIObject['paths'] {
  const paths: OpenAPIObject['paths'] = {};
  for (const { method, path, operation } of routes) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(operation, pen) };
  }
  return paths;
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
    parameters: headerParameters(requestHeaders),
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

function answerOf(
  { description, headers = [], body }: RawAnswer,
  known: RawOperation['responseHeaders'],
  pen: SchemaPen,
): Response {
  const described = headers.map((name) => {
    const header = known[name];
    if (header === undefined) throw new Error(`the header ${name} is not described`);
    return [name, header];
  });
  return {
    description,
    ...headersMember(Object.fromEntries(described) as HeaderNotes),
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
  const notes = [...names].map((name) => [name, PROBLEM_HEADERS[name] ?? { description: 'See RFC 9110.' }]);
  return {
    description,
    ...headersMember(Object.fromEntries(notes) as HeaderNotes),
    content: PROBLEM_CONTENT,
  };
}
