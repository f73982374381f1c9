import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { sessionCookieName } from '../auth/session-cookie.js';
import { CONFIG, type Config } from '../config/config.js';
import { VERSION } from '../config/version.js';
import type { EndpointOptions } from '../http/endpoint.js';
import { RawRoutes } from '../http/raw-routes.js';
import { declaredEndpoints } from './declared-endpoints.js';
import { describeEndpoint } from './describe-endpoint.js';
import type { Operation, Paths } from './document-parts.js';
import { DescribedProblem, ProblemAnswers } from './problem-answers.js';
import { rawPaths } from './raw-operations.js';
import { schemaConverter } from './schema-converter.js';
import { SchemaPen } from './schema-pen.js';
import { withTidyNames } from './tidy-names.js';

/** The API's description (OpenAPI 3.1), made of the routes and their zod schemas. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const { publicUrl } = app.get<Config>(CONFIG);
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Accord')
    .setVersion(VERSION)
    .setDescription(DESCRIPTION)
    // The first is what the page uses: it may be opened past the public URL.
    .addServer('/', 'Where this document comes from')
    .addServer(publicUrl.origin, 'ACCORD_PUBLIC_URL')
    .addCookieAuth(sessionCookieName(publicUrl), { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurity('api_token', bearer('An API token: `acc_at_…`'))
    .addSecurity('service_credential', bearer('The credential of a service'))
    .addSecurity('issuer_credential', bearer('The credential of an authorization server'))
    .build();
  const standardSchemaConverter = schemaConverter();
  const document = SwaggerModule.createDocument(app, base, {
    autoTagControllers: false,
    operationIdFactory: (_controller, method) => method,
    standardSchemaConverter,
  });
  const pen = new SchemaPen(standardSchemaConverter);
  // Errors refer to it, above Nest and below.
  pen.write(DescribedProblem, 'output');
  const answers = new ProblemAnswers();
  const paths = described(document.paths, declaredEndpoints(app), { answers, pen });
  const raw = rawPaths(app.get(RawRoutes).list(), pen);
  return withTidyNames({
    ...document,
    paths: tagged(sorted(together(paths, raw))),
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, ...pen.schemas },
      responses: answers.responses,
    },
  });
}

/** Every operation above Nest with what its `Endpoint` declares. */
function described(
  paths: Paths,
  endpoints: ReadonlyMap<string, EndpointOptions>,
  tools: { answers: ProblemAnswers; pen: SchemaPen },
): Paths {
  return mapOperations(paths, (operation) => {
    const endpoint = endpoints.get(operation.operationId ?? '');
    return endpoint === undefined ? operation : describeEndpoint(operation, endpoint, tools);
  });
}

function mapOperations(paths: Paths, map: (operation: Operation) => Operation): Paths {
  const mapped = Object.entries(paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([verb, operation]) => [verb, map(operation as Operation)]),
    ),
  ]);
  return Object.fromEntries(mapped) as Paths;
}

/** Opaque ones: not `addBearerAuth`, which calls every token a JWT. */
function bearer(description: string) {
  return { type: 'http', scheme: 'bearer', description } as const;
}

const DESCRIPTION = [
  'The control plane for JWT validation. Errors are `application/problem+json` (RFC 9457) with a stable `code`.',
  'Lists page with `cursor` and `limit`. Creating POSTs take an `Idempotency-Key`, but for the log-in; drafts, schedules and the baseline are edited under `If-Match`, and services where it is sent.',
].join(' ');

/** A path may have one verb below Nest and another one in it. */
function together(one: Paths, other: Paths): Paths {
  const paths = { ...one };
  for (const [path, operations] of Object.entries(other)) paths[path] = { ...paths[path], ...operations };
  return paths;
}

/** The page groups operations by their resource: `/v1/services/…` under `services`, what is not `/v1` under `system`. */
function tagged(paths: Paths): Paths {
  for (const [path, operations] of Object.entries(paths)) {
    const tags = [/^\/v1\/([a-z-]+)/.exec(path)?.[1] ?? 'system'];
    for (const operation of Object.values(operations) as { tags?: string[] }[]) operation.tags = tags;
  }
  return paths;
}

/** The order of routes says nothing: a stable one keeps the generated client's diffs small. */
function sorted(paths: Paths): Paths {
  return Object.fromEntries(Object.entries(paths).sort(([one], [other]) => (one < other ? -1 : 1)));
}
