import { Controller, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Jwks } from '@accord/contract';
import { IssuerParams } from '@accord/contract/http';
import { notFound } from '../platform/errors/problems.js';
import { Endpoint } from '../platform/http/endpoint.js';
import { namesEntityTag } from '../platform/http/entity-tag.js';
import { JwksBook } from './jwks-book.js';

@Controller()
export class JwksController {
  constructor(private readonly book: JwksBook) {}

  @Endpoint({
    method: 'GET',
    path: '/issuers/:issuer/jwks.json',
    summary: 'The public keys of a managed issuer (RFC 7517), for any JWKS client.',
    public: true,
    status: 200,
    response: { media: 'application/jwk-set+json', schema: Jwks },
    requestHeaders: { 'If-None-Match': { description: 'The ETag of the key set that is at hand.' } },
    responseHeaders: {
      ETag: { description: 'Strong: of the bytes of the key set.' },
      'Cache-Control': {
        description: '`public, max-age=…`: for how long the key set is used without asking.',
      },
    },
  })
  async getJwks(
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const document = this.book.find(issuer);
    if (document === undefined) throw notFound(`managed issuer "${issuer}"`);
    void reply
      .header('etag', document.etag)
      .header('cache-control', `public, max-age=${document.maxAgeSeconds}`)
      .header('access-control-allow-origin', '*');
    if (namesEntityTag(ifNoneMatch, document.etag)) await reply.status(304).send();
    else await reply.type('application/jwk-set+json').send(document.body);
  }
}
