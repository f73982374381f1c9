import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Controller, Headers, Injectable, Param, Res } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { notFound } from '../errors/problems.js';
import { Endpoint } from '../http/endpoint.js';
import { namesEntityTag } from '../http/entity-tag.js';
import { DOCS_PAGE, DOCS_SCRIPT } from './docs-page.js';

/** Holds what makes the document: that needs the whole app, which is there only after its modules. */
@Injectable()
export class OpenApiSource {
  private made: { text: string; etag: string } | undefined;
  private make: (() => OpenAPIObject) | undefined;

  use(make: () => OpenAPIObject): void {
    this.make = make;
  }

  document(): { text: string; etag: string } {
    this.made ??= withEtag(JSON.stringify(this.make?.()));
    return this.made;
  }
}

function withEtag(text: string) {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
}

/** The page's own scripts and nothing else; Swagger UI sets inline styles. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const require = createRequire(import.meta.url);

const FILES: Readonly<Record<string, { type: string; read: () => string }>> = {
  'swagger-ui.css': { type: 'text/css', read: () => distFile('swagger-ui.css') },
  'swagger-ui-bundle.js': { type: 'text/javascript', read: () => distFile('swagger-ui-bundle.js') },
  'start.js': { type: 'text/javascript', read: () => DOCS_SCRIPT },
};

function distFile(name: string): string {
  return readFileSync(require.resolve(`swagger-ui-dist/${name}`), 'utf8');
}

const OpenApiDocument = z.looseObject({ openapi: z.string() });
const FilePath = z.object({ file: z.string() });
type FilePath = z.infer<typeof FilePath>;

@Controller()
export class OpenApiController {
  constructor(private readonly source: OpenApiSource) {}

  @Endpoint({
    method: 'GET',
    path: '/openapi.json',
    public: true,
    summary: 'This API, as OpenAPI 3.1',
    status: 200,
    response: { media: 'application/json', schema: OpenApiDocument },
    requestHeaders: { 'If-None-Match': { description: 'The ETag of the document that is at hand.' } },
    responseHeaders: {
      ETag: { description: 'Strong: of the bytes of the document.' },
      'Cache-Control': { description: '`public, no-cache`: kept, and asked for again.' },
    },
  })
  getOpenApi(@Headers('if-none-match') ifNoneMatch: string | undefined, @Res() reply: FastifyReply): void {
    const { text, etag } = this.source.document();
    void reply.header('etag', etag).header('cache-control', 'public, no-cache');
    if (namesEntityTag(ifNoneMatch, etag)) void reply.status(304).send();
    else void reply.type('application/json; charset=utf-8').send(text);
  }

  @Endpoint({
    method: 'GET',
    path: '/docs',
    public: true,
    summary: 'This API, as a page',
    status: 200,
    response: { media: 'text/html' },
  })
  getDocs(@Res() reply: FastifyReply): void {
    void reply
      .header('content-security-policy', DOCS_POLICY)
      .type('text/html; charset=utf-8')
      .send(DOCS_PAGE);
  }

  @Endpoint({
    method: 'GET',
    path: '/docs/:file',
    public: true,
    summary: "The page's own files",
    status: 200,
    response: { media: ['text/css', 'text/javascript'] },
  })
  getDocsFile(@Param({ schema: FilePath }) { file }: FilePath, @Res() reply: FastifyReply): void {
    const found = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
    if (found === undefined) throw notFound(`file "${file}"`);
    void reply
      .header('cache-control', 'public, max-age=3600')
      .type(`${found.type}; charset=utf-8`)
      .send(found.read());
  }
}
