import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { idempotencyRequest } from '../change-log/idempotency.js';
import { CONFIG, type Config } from '../config/config.js';
import { forbidden, unauthenticated } from '../errors/problems.js';
import { ENDPOINT, type EndpointOptions } from '../http/endpoint.js';
import { setRequestContext } from '../http/request-context.js';
import { RequestLimits } from '../limits/request-limits.js';
import { Authentication } from './authentication.js';
import { assertNotCrossSite, assertOwnPage, assertSameOrigin } from './csrf.js';
import { type Principal, anonymousPrincipal } from './principal.js';

/** Stands before every route and refuses what is not declared and allowed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: Authentication,
    private readonly limits: RequestLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = this.reflector.get<EndpointOptions | undefined>(ENDPOINT, context.getHandler());
    if (endpoint === undefined) throw forbidden('of a declared route');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await this.principalFor(endpoint, request);
    await this.limits.admit(principal, request.ip);
    if ('permission' in endpoint && !principal.permissions.has(endpoint.permission)) {
      throw forbidden(endpoint.permission);
    }
    setRequestContext(request, {
      principal,
      requestId: request.id,
      address: request.ip,
      // Callers without a name share one owner of keys: a key must not stand between a guess and its being counted.
      idempotency: 'public' in endpoint ? null : idempotencyOf(request),
    });
    return true;
  }

  private async principalFor(endpoint: EndpointOptions, request: FastifyRequest): Promise<Principal> {
    if ('public' in endpoint) {
      assertNotCrossSite(request, this.config.publicUrl.origin);
      return anonymousPrincipal();
    }
    await this.limits.admitCredential(request.ip);
    const found = await this.lookUp(endpoint, request);
    if (found === null) {
      await this.limits.countRefused(request.ip);
      throw unauthenticated(adviceOf(endpoint));
    }
    if (found.session !== null) {
      const check = endpoint.recordsEvent === true ? assertOwnPage : assertSameOrigin;
      check(request, this.config.publicUrl.origin);
    }
    return found;
  }

  private lookUp(endpoint: EndpointOptions, request: FastifyRequest): Promise<Principal | null> {
    return 'credential' in endpoint
      ? this.authentication.byCredential(endpoint.credential, request)
      : this.authentication.ofPerson(request);
  }
}

function adviceOf(endpoint: EndpointOptions): string | undefined {
  if (!('credential' in endpoint)) return undefined;
  return `Send a live ${endpoint.credential} credential as "Authorization: Bearer …"; create a new one if it was revoked or has expired.`;
}

function idempotencyOf(request: FastifyRequest) {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || typeof key !== 'string') return null;
  return idempotencyRequest(key, `${request.method} ${request.url}`, request.body);
}
