import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../platform/errors/problems.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ServicesRepository } from './services.repository.js';
import { StarsRepository } from './stars.repository.js';

/** The services that each person keeps in sight. */
@Injectable()
export class StarsService {
  constructor(
    private readonly services: ServicesRepository,
    private readonly stars: StarsRepository,
  ) {}

  /** @throws Problem 404, 409 `no_account` */
  async star(caller: RequestContext, name: string): Promise<void> {
    await this.stars.set(requireUser(caller), await this.idOf(name));
  }

  /** @throws Problem 404, 409 `no_account` */
  async unstar(caller: RequestContext, name: string): Promise<void> {
    await this.stars.clear(requireUser(caller), await this.idOf(name));
  }

  private async idOf(name: string): Promise<string> {
    const service = await this.services.findByName(name);
    if (service === null) throw notFound(`service "${name}"`);
    return service.id;
  }
}

/** Whose stars a caller sees; API tokens and the bootstrap token have none. */
export function starringUser({ principal }: RequestContext): string | null {
  return principal.kind === 'user' ? principal.id : null;
}

function requireUser(caller: RequestContext): string {
  const user = starringUser(caller);
  if (user !== null) return user;
  throw conflict(
    'no_account',
    'Stars belong to a person, and API tokens are none. Log in to star a service.',
  );
}
