import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  CreateService,
  ServiceConflict,
  ServiceOwnerList,
  ServicePage,
  ServiceQuery,
  ServiceView,
  UpdateService,
} from '@accord/contract/http';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { conflict, notFound, preconditionFailed } from '../platform/errors/problems.js';
import { NameCursor, pageOf, readCursor } from '../platform/http/cursor.js';
import { type IfMatch, names } from '../platform/http/if-match.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { revokeCredential } from '../service-credentials/revoke-credential.js';
import { ServiceCredentialsRepository } from '../service-credentials/service-credentials.repository.js';
import { placeCondition } from './place-condition.js';
import { Places, refuseArchived } from './places.js';
import { NextKeyEventsRepository } from './next-key-events.repository.js';
import type { ServiceEntity } from './service.entity.js';
import { type ServiceFields, serviceEtag } from './service-etag.js';
import { ServiceStandingRepository } from './service-standing.repository.js';
import { firstMinute, serviceView } from './service-view.js';
import { ServicesRepository } from './services.repository.js';
import { StarsRepository } from './stars.repository.js';
import { starringUser } from './stars.service.js';

/** The services whose tokens are validated by Accord's contracts. */
@Injectable()
export class ServicesService {
  constructor(
    private readonly log: ChangeLog,
    private readonly clock: Clock,
    private readonly repository: ServicesRepository,
    private readonly standing: ServiceStandingRepository,
    private readonly nextKeyEvents: NextKeyEventsRepository,
    private readonly stars: StarsRepository,
    private readonly places: Places,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** One page, ordered by name. @throws Problem 404 for an environment that is not there */
  async list(caller: RequestContext, query: ServiceQuery): Promise<ServicePage> {
    const { cursor, limit, search, owner, archived, starred } = query;
    await this.places.assertNamed({ environment: query.environment });
    const found = await this.repository.list({
      search,
      owner,
      includeArchived: archived === 'include',
      starredBy: starred === 'only' ? starringUser(caller) : undefined,
      place: placeCondition(query, this.clock.nowSeconds(), this.config.pollSeconds),
      after: cursor === undefined ? undefined : readCursor(cursor, NameCursor),
      take: limit + 1,
    });
    const { items, next_cursor } = pageOf(found, limit, (service) => service.name);
    return { items: await this.views(caller, items), next_cursor };
  }

  async owners(): Promise<ServiceOwnerList> {
    return { items: await this.repository.owners() };
  }

  /** @throws Problem 404 */
  async get(caller: RequestContext, name: string): Promise<ServiceView> {
    const service = await this.repository.findByName(name);
    if (service === null) throw notFound(`service "${name}"`);
    return this.view(caller, service);
  }

  /** @throws Problem 409 `service_exists`, also for the name of an archived service. */
  async create(caller: RequestContext, body: CreateService): Promise<ServiceView> {
    return this.log.run(caller, async (change) => {
      const { at } = await change.lock();
      const existing = await this.repository.within(change.manager).findByName(body.name);
      if (existing !== null) throw nameTaken(existing);
      const service = newService(body, at);
      await this.repository.within(change.manager).insert(service);
      await recordService(change, 'service.created', null, service);
      const view = await this.view(caller, service, change.manager);
      change.replay(view);
      return view;
    });
  }

  /**
   * If-Match is heeded when it is sent.
   *
   * @throws Problem 404, 409 `service_archived`, 412 `edit_conflict` with ServiceConflict
   */
  async update(
    caller: RequestContext,
    name: string,
    ifMatch: IfMatch,
    body: UpdateService,
  ): Promise<ServiceView> {
    const service = await this.log.run(caller, async (change) => {
      const before = await this.lock(change, name);
      refuseArchived(before);
      refuseStale(before, ifMatch);
      const after = updated(before, body);
      if (isDeepStrictEqual(logged(before), logged(after))) {
        change.unchanged();
        return before;
      }
      await this.repository.within(change.manager).save(after);
      await recordService(change, 'service.updated', before, after);
      return after;
    });
    return this.view(caller, service);
  }

  /**
   * Archives a service: its name stays taken, its history stays readable, its credentials are revoked. One that is
   * archived stays so. If-Match is heeded when it is sent.
   *
   * @throws Problem 404, 412 `edit_conflict` with ServiceConflict
   */
  async archive(caller: RequestContext, name: string, ifMatch: IfMatch): Promise<void> {
    await this.log.run(caller, async (change) => {
      const before = await this.lock(change, name);
      if (before.archivedAt !== null) {
        change.unchanged();
        return;
      }
      refuseStale(before, ifMatch);
      const { at } = await change.lock();
      const after = { ...before, archivedAt: at };
      await this.repository.within(change.manager).save(after);
      await recordService(change, 'service.archived', before, after);
      const credentials = new ServiceCredentialsRepository(change.manager);
      for (const credential of await credentials.listUnrevoked(before.id)) {
        await revokeCredential(change, credential);
      }
    });
  }

  private async lock(change: Change, name: string): Promise<ServiceEntity> {
    await change.lock();
    const service = await this.repository.within(change.manager).findByName(name);
    if (service === null) throw notFound(`service "${name}"`);
    return service;
  }

  private async view(
    caller: RequestContext,
    service: ServiceEntity,
    manager?: EntityManager,
  ): Promise<ServiceView> {
    const [view] = await this.views(caller, [service], manager);
    if (view === undefined) throw new Error('a service without a view');
    return view;
  }

  /** `manager`: of the transaction that has just made the services. */
  private async views(
    caller: RequestContext,
    services: readonly ServiceEntity[],
    manager?: EntityManager,
  ): Promise<ServiceView[]> {
    if (services.length === 0) return [];
    const now = this.clock.nowSeconds();
    const ids = services.map((service) => service.id);
    const standing = manager ? this.standing.within(manager) : this.standing;
    const keyEvents = manager ? this.nextKeyEvents.within(manager) : this.nextKeyEvents;
    const user = starringUser(caller);
    const facts = {
      standing: await standing.standing(ids, now, this.config.pollSeconds),
      minutes: await standing.minutes(ids, firstMinute(now)),
      nextKeyEvents: await keyEvents.of(ids),
      starred: user === null ? new Set<string>() : await this.stars.among(user, ids),
    };
    return services.map((service) => serviceView(service, facts));
  }
}

function newService(body: CreateService, at: number): ServiceEntity {
  return {
    id: randomUUID(),
    name: body.name,
    title: body.title ?? body.name,
    owner: body.owner ?? null,
    description: body.description ?? null,
    createdAt: at,
    archivedAt: null,
  };
}

function updated(before: ServiceEntity, { title, owner, description }: UpdateService): ServiceEntity {
  return {
    ...before,
    title: title ?? before.title,
    owner: owner === undefined ? before.owner : owner,
    description: description === undefined ? before.description : description,
  };
}

function refuseStale(service: ServiceEntity, ifMatch: IfMatch): void {
  const current = logged(service);
  const etag = serviceEtag(current);
  if (ifMatch.kind === 'absent' || names(ifMatch, etag)) return;
  throw preconditionFailed(
    'The service changed since you read it. Take over from "current" what you want to keep, then send its etag in If-Match.',
    { current: { ...current, etag } } satisfies ServiceConflict,
  );
}

function nameTaken(existing: ServiceEntity) {
  const state = existing.archivedAt === null ? 'exists already' : 'was archived, and its name stays taken';
  return conflict('service_exists', `The service "${existing.name}" ${state}. Choose another name.`);
}

async function recordService(
  change: Change,
  action: string,
  before: ServiceEntity | null,
  after: ServiceEntity,
): Promise<void> {
  await change.record({
    action,
    object: { kind: 'service', id: after.id, name: after.name },
    serviceId: after.id,
    before: before === null ? null : logged(before),
    after: logged(after),
  });
}

function logged({ name, title, owner, description, archivedAt }: ServiceEntity): ServiceFields {
  return { name, title, owner, description, archived_at: archivedAt };
}
