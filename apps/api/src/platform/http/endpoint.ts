import {
  HttpCode,
  RequestMapping,
  RequestMethod,
  SerializeOptions,
  SetMetadata,
  applyDecorators,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Permission } from '@accord/contract';
import type { CredentialKind } from '../auth/credential-authenticators.js';
import type { ProblemCode } from '../errors/problem-codes.js';
import type { HeaderNotes } from './header-note.js';

/** Who may call a route. Exactly one of these; a route without one is refused to everybody. */
export type Access =
  { permission: Permission } | { authenticated: true } | { public: true } | { credential: CredentialKind };

/** An answer that is not one of our JSON documents, by its media types. Such a route sends the bytes itself. */
export interface MediaResponse {
  media: string | readonly string[];
  /** What is sent, where it is JSON in a media type of its own; the rest is text. */
  schema?: z.ZodType;
}

interface EndpointShape {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root: `/v1/services/:service`. */
  path: string;
  /** One line for the API's page. */
  summary: string;
  /** The status of success. */
  status: number;
  /** The schema of the answer; null for none (204). What the schema does not name is not sent. */
  response: z.ZodType | MediaResponse | null;
  /** A POST, PUT or PATCH that takes no body says so; all others give `@Body({ schema })`. */
  body?: 'none';
  /**
   * Where a GET shows what was made, sent as `Location`: `/v1/services/:name`, filled in from the path's parameters and
   * then from the answer's members.
   */
  location?: string;
  /** A GET that leaves an event in the log says so: browsers may then send it from our own pages alone. */
  recordsEvent?: true;
  /** A POST that changes nothing says so: an Idempotency-Key has no meaning for it. */
  changesNothing?: true;
  /** Headers that it reads. If-Match brings 412 along, and 428 for a PUT, If-None-Match 304; a write under another condition is refused. */
  requestHeaders?: HeaderNotes;
  /** Headers of success. */
  responseHeaders?: HeaderNotes;
  /** Codes that it answers beside those that follow from the rest (openapi/endpoint-problems.ts). */
  problems?: readonly ProblemCode[];
}

export type EndpointOptions = EndpointShape & Access;

/** The body of every error (RFC 9457), as the document names it. */
export const PROBLEM_CONTENT = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } },
};

/** Whether a repeat under the same Idempotency-Key is recognised (docs/adr/0014). */
export function takesIdempotencyKey(endpoint: EndpointOptions): boolean {
  return endpoint.method === 'POST' && !('public' in endpoint) && endpoint.changesNothing !== true;
}

/**
 * Whether a query parameter that the route does not declare is refused: on all of the admin API. Services and signers are programs
 * that nobody watches, so what they send is never refused for more than it has to be.
 */
export function refusesUnknownQuery(endpoint: EndpointOptions): boolean {
  return endpoint.path.startsWith('/v1/') && !('credential' in endpoint);
}

/** Metadata key under which the guard and the route test find the options. */
export const ENDPOINT = 'accord:endpoint';

/**
 * Declares a route: verb, path, access, status and the schema of its answer, in one place. The name of the method
 * becomes the operation's id in the OpenAPI document, so it is unique in the whole API: `listServices`, not `list`.
 */
export function Endpoint(options: EndpointOptions): MethodDecorator {
  const decorators: MethodDecorator[] = [
    RequestMapping({ method: RequestMethod[options.method], path: options.path }),
    HttpCode(options.status),
    SetMetadata(ENDPOINT, options),
    ApiOperation({ summary: options.summary, ...securityOf(options) }),
    ApiResponse({ status: 'default', description: 'An error', content: PROBLEM_CONTENT }),
  ];
  if (isNotReadByHead(options)) decorators.push(RouteConfig({ takesNoHead: true } satisfies RouteNotes));
  return applyDecorators(...decorators, ...responseDecorators(options));
}

/** What Fastify keeps of a route for its hooks. */
export interface RouteNotes {
  takesNoHead?: boolean;
  /** It is there to say that the path takes other methods. */
  refused?: boolean;
}

/** HEAD would run the whole of GET: leave an event behind, or wait for a stream that never ends. */
function isNotReadByHead({ recordsEvent, response }: EndpointOptions): boolean {
  const media = response !== null && 'media' in response ? response.media : '';
  return recordsEvent === true || media === 'text/event-stream';
}

function responseDecorators({ response, status }: EndpointOptions): MethodDecorator[] {
  if (response === null) return [ApiResponse({ status, description: 'Done' })];
  if ('media' in response) return [ApiResponse({ status, description: 'Success' })];
  return [
    SerializeOptions({ schema: response }),
    ApiResponse({ status, description: 'Success', standardSchema: response }),
  ];
}

function securityOf(options: EndpointOptions): {
  security: Record<string, string[]>[];
  description?: string;
} {
  if ('public' in options) return { security: [] };
  if ('credential' in options) return { security: [{ [`${options.credential}_credential`]: [] }] };
  const security = [{ session: [] }, { api_token: [] }];
  return 'permission' in options
    ? { security, description: `Needs \`${options.permission}\`.` }
    : { security };
}
