import { type EndpointOptions, takesIdempotencyKey } from '../http/endpoint.js';
import type { HeaderNotes } from '../http/header-note.js';
import type { Operation, Response } from './document-parts.js';
import { type Inputs, problemsOf } from './endpoint-problems.js';
import { headerParameters, headersMember } from './header-parts.js';
import type { ProblemAnswers } from './problem-answers.js';
import type { SchemaPen } from './schema-pen.js';

const IDEMPOTENCY_KEY: HeaderNotes = {
  'Idempotency-Key': {
    description:
      'Of your choice, new for each new request: a repeat within a day does nothing twice. It belongs to caller, route and body.',
    pattern: '^[\\x21-\\x7e]{1,200}$',
  },
};

const REPLAYED: HeaderNotes = {
  'Idempotency-Replayed': {
    description:
      '`true`: the request was carried out before, and this is what it was answered, without secrets.',
  },
};

const LOCATION: HeaderNotes = { Location: { description: 'Where it can be read.' } };

/** Adds to what Nest says of an operation what only its `Endpoint` knows: headers, media types, problems. */
export function describeEndpoint(
  operation: Operation,
  endpoint: EndpointOptions,
  { answers, pen }: { answers: ProblemAnswers; pen: SchemaPen },
): Operation {
  const headers = {
    ...(takesIdempotencyKey(endpoint) ? IDEMPOTENCY_KEY : {}),
    ...endpoint.requestHeaders,
  };
  const { default: other, ...own } = operation.responses;
  return {
    ...operation,
    parameters: [...(operation.parameters ?? []), ...headerParameters(headers)],
    responses: {
      ...own,
      ...successOf(own[String(endpoint.status)], endpoint, pen),
      ...answers.of(problemsOf(endpoint, inputsOf(operation))),
      ...(other === undefined ? {} : { default: other }),
    },
  };
}

function inputsOf({ parameters = [], requestBody }: Operation): Inputs {
  return {
    hasBody: requestBody !== undefined,
    parameters: parameters.flatMap((parameter) => ('name' in parameter ? [parameter] : [])),
  };
}

function successOf(
  known: Response | undefined,
  endpoint: EndpointOptions,
  pen: SchemaPen,
): Record<string, Response> {
  const isCreated = endpoint.status === 201 && takesIdempotencyKey(endpoint);
  const headers = headersMember({
    ...(isCreated ? REPLAYED : {}),
    ...(endpoint.location === undefined ? {} : LOCATION),
    ...endpoint.responseHeaders,
  });
  const success = { ...known, ...headers, ...mediaContent(endpoint, pen) } as Response;
  const isConditional = endpoint.method === 'GET' && endpoint.requestHeaders?.['If-None-Match'] !== undefined;
  return {
    [String(endpoint.status)]: success,
    ...(isConditional && { '304': { description: 'What If-None-Match names is there still.', ...headers } }),
  };
}

function mediaContent(
  { response }: EndpointOptions,
  pen: SchemaPen,
): Pick<Exclude<Response, { $ref: string }>, 'content'> {
  if (response === null || !('media' in response)) return {};
  const schema =
    response.schema === undefined ? { type: 'string' as const } : pen.write(response.schema, 'output');
  return { content: Object.fromEntries([response.media].flat().map((media) => [media, { schema }])) };
}
