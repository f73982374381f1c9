import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { CreateEnvironment, EnvironmentList, EnvironmentView } from '@accord/contract/http';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { conflict, notFound } from '../platform/errors/problems.js';
import { type RequestContext, systemContext } from '../platform/http/request-context.js';
import type { EnvironmentEntity } from './environment.entity.js';
import { EnvironmentsRepository } from './environments.repository.js';

const DEFAULTS = ['production', 'staging'];

/** Where services run. Environments are few and stay. */
@Injectable()
export class EnvironmentsService implements OnApplicationBootstrap {
  constructor(
    private readonly log: ChangeLog,
    private readonly repository: EnvironmentsRepository,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.ensureDefaults();
  }

  async list(): Promise<EnvironmentList> {
    const environments = await this.repository.list();
    return { items: environments.map(viewOf) };
  }

  /** @throws Problem 404 */
  async get(name: string): Promise<EnvironmentView> {
    const environment = await this.repository.findByName(name);
    if (environment === null) throw notFound(`environment "${name}"`);
    return viewOf(environment);
  }

  async create(caller: RequestContext, { name }: CreateEnvironment): Promise<EnvironmentView> {
    return this.log.run(caller, async (change) => {
      await change.lock();
      const existing = await this.repository.within(change.manager).list();
      if (existing.some((environment) => environment.name === name)) {
        throw conflict(
          'environment_exists',
          `There is an environment "${name}" already. Use it, or choose another name.`,
        );
      }
      const view = await this.add(change, name, nextPosition(existing));
      change.replay(view);
      return view;
    });
  }

  /** Gives a new installation its first environments, with an event each. Safe when several replicas start at once. */
  async ensureDefaults(): Promise<void> {
    if ((await this.repository.list()).length > 0) return;
    await this.log.run(systemContext('first start', randomUUID()), async (change) => {
      await change.lock();
      // Looked at again under the lock: another replica may have been first.
      if ((await this.repository.within(change.manager).list()).length > 0) {
        change.unchanged();
        return;
      }
      for (const [position, name] of DEFAULTS.entries()) await this.add(change, name, position);
    });
  }

  private async add(change: Change, name: string, position: number): Promise<EnvironmentView> {
    const { at } = await change.lock();
    const environment = { id: randomUUID(), name, position, createdAt: at };
    await this.repository.within(change.manager).insert(environment);
    const view = viewOf(environment);
    await change.record({
      action: 'environment.created',
      object: { kind: 'environment', id: view.id, name },
      environmentId: view.id,
      before: null,
      after: view,
    });
    return view;
  }
}

function nextPosition(existing: readonly EnvironmentEntity[]): number {
  return 1 + Math.max(-1, ...existing.map((environment) => environment.position));
}

function viewOf({ id, name, position }: EnvironmentEntity): EnvironmentView {
  return { id, name, position };
}
