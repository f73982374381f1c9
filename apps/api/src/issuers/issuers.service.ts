import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CreateIssuer, IssuerPage, IssuerQuery, IssuerView, UpdateIssuer } from '@accord/contract/http';
import { certainAlgorithms } from '@accord/policy';
import { FetchRefused, refuseUnsafeUrl } from '../external-issuers/fetch-json.js';
import { IssuerCredentialsRepository } from '../issuer-credentials/issuer-credentials.repository.js';
import { revokeIssuerCredential } from '../issuer-credentials/revoke-issuer-credential.js';
import { generateSigningKey, type GeneratedKey } from '../issuer-keys/generate-key.js';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { isProblemCode } from '../platform/errors/problem-codes.js';
import { Problem } from '../platform/errors/problem.js';
import { conflict, notFound, unprocessable } from '../platform/errors/problems.js';
import { NameCursor, pageOf, readCursor } from '../platform/http/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { RotationRunner } from '../rotation/rotation-runner.js';
import { ScheduleSettings } from '../rotation/schedule-settings.js';
import type { IssuerEntity } from './issuer.entity.js';
import { IssuersRepository } from './issuers.repository.js';
import { refuseTimeToCome } from './refuse-time-to-come.js';

type Managed = Extract<CreateIssuer, { kind: 'managed' }>;

/** Whoever signs tokens: managed issuers, whose keys Accord makes, and external ones, whose key sets it observes. */
@Injectable()
export class IssuersService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly log: ChangeLog,
    private readonly repository: IssuersRepository,
    private readonly schedules: ScheduleSettings,
    private readonly runner: RotationRunner,
  ) {}

  async list({ cursor, limit }: IssuerQuery): Promise<IssuerPage> {
    const after = cursor === undefined ? undefined : readCursor(cursor, NameCursor);
    const found = await this.repository.page(after, limit + 1);
    const { items, next_cursor } = pageOf(found, limit, (issuer) => issuer.name);
    return { items: await this.views(this.repository, items), next_cursor };
  }

  /** @throws Problem 404 */
  async get(name: string): Promise<IssuerView> {
    return this.view(this.repository, await this.find(name));
  }

  /** @throws Problem 404 */
  find(name: string): Promise<IssuerEntity> {
    return findIn(this.repository, name);
  }

  /** Inside a change, archived ones too. @throws Problem 404 */
  findWithin(change: Change, name: string): Promise<IssuerEntity> {
    return findIn(this.repository.within(change.manager), name);
  }

  /** For changes, under the log's lock. @throws Problem 404, 409 `issuer_archived` */
  async forWriting(change: Change, name: string): Promise<IssuerEntity> {
    await change.lock();
    const issuer = await this.findWithin(change, name);
    if (issuer.archivedAt !== null) {
      throw conflict('issuer_archived', `The issuer "${name}" was archived. Create another one.`);
    }
    return issuer;
  }

  /**
   * A managed issuer gets its first keys, active at once: nobody holds an older key set of it. Whatever refuses tokens of an
   * archived issuer passes to the one that takes its `iss`: only who may lift a cut-off or a revocation lets them in again.
   *
   * @throws Problem 409 `issuer_exists`, 422 `interval_too_short`, `url_too_long`, `url_not_https` or `address_forbidden`
   */
  async create(caller: RequestContext, body: CreateIssuer): Promise<IssuerView> {
    if (body.kind === 'external') {
      if (body.jwks_uri === undefined) this.refuseUnsafe(body.issuer, 'issuer');
      else this.refuseUnsafe(body.jwks_uri, 'jwks_uri');
    }
    const made = body.kind === 'managed' ? await Promise.all(body.algorithms.map(generateSigningKey)) : [];
    return this.log.run(caller, async (change) => {
      const { number, at } = await change.lock();
      const repository = this.repository.within(change.manager);
      const previous = await previousOf(repository, body);
      const issuer = newIssuer(body, previous, number, at);
      await repository.insert(issuer);
      if (previous !== null) await repository.handRefusalsOver(previous.id, issuer.id, number);
      await change.record({
        action: 'issuer.created',
        object: { kind: 'issuer', id: issuer.id, name: issuer.name },
        issuerId: issuer.id,
        before: null,
        after: { ...logged(issuer), ...(previous !== null && { takes_over_from: previous.name }) },
      });
      if (body.kind === 'managed') await this.startRotation(change, issuer, body, made);
      const view = await this.view(repository, issuer);
      change.replay(view);
      return view;
    });
  }

  /**
   * Asking for what is so already changes nothing.
   *
   * @throws Problem 404, 409 `issuer_archived`, 422 `not_external`, `time_to_come`, `url_too_long`, `url_not_https` or
   * `address_forbidden`
   */
  async update(caller: RequestContext, name: string, body: UpdateIssuer): Promise<IssuerView> {
    const updated = await this.log.run(caller, async (change) => {
      const before = await this.forWriting(change, name);
      const { number, at } = await change.lock();
      const notBefore = notBeforeAsked(body, before, at);
      const jwksUri = this.jwksUriAsked(body, before);
      if (notBefore === before.notBefore && jwksUri === before.jwksUri) {
        change.unchanged();
        return before;
      }
      const after: IssuerEntity = { ...before, notBefore, jwksUri, changeNumber: number };
      const repository = this.repository.within(change.manager);
      await repository.update(before.id, { notBefore, jwksUri, changeNumber: number });
      await this.record(change, updateAction(before, after), before, after, body.reason);
      return after;
    });
    return this.view(this.repository, updated);
  }

  /**
   * Archives an issuer: its name stays taken, its `iss` can be registered anew, its credentials are revoked.
   *
   * @throws Problem 404, 409 `issuer_archived` or `issuer_in_use`
   */
  async archive(caller: RequestContext, name: string): Promise<void> {
    await this.log.run(caller, async (change) => {
      const before = await this.forWriting(change, name);
      const naming = await this.repository.within(change.manager).contractsNaming(before.issuer);
      if (naming.length > 0) {
        throw conflict(
          'issuer_in_use',
          `Contracts in force name this issuer: ${naming.join(', ')}. Publish them without it first.`,
          { contracts: naming },
        );
      }
      const { number, at } = await change.lock();
      const after: IssuerEntity = { ...before, archivedAt: at, changeNumber: number };
      await this.repository
        .within(change.manager)
        .update(before.id, { archivedAt: at, changeNumber: number });
      await this.record(change, 'issuer.archived', before, after, null);
      await revokeCredentials(change, before.id);
    });
  }

  private jwksUriAsked({ jwks_uri: asked }: UpdateIssuer, issuer: IssuerEntity): string | null {
    if (asked === undefined) return issuer.jwksUri;
    if (issuer.kind !== 'external') {
      throw unprocessable('not_external', 'Only external issuers have a jwks_uri. Leave it out.');
    }
    this.refuseUnsafe(asked ?? issuer.issuer, 'jwks_uri');
    return asked;
  }

  /** Keys that could never be fetched from there are refused at once, at the member that names the place. */
  private refuseUnsafe(url: string, member: 'issuer' | 'jwks_uri'): void {
    try {
      refuseUnsafeUrl(url, { allowLoopback: this.config.allowLoopbackIssuers });
    } catch (error) {
      if (!(error instanceof FetchRefused) || !isProblemCode(error.code)) throw error;
      const { code, message } = error;
      const errors = [{ in: 'body' as const, path: [member], code, message }];
      throw new Problem({ status: 422, code, detail: message, errors });
    }
  }

  private async startRotation(
    change: Change,
    issuer: IssuerEntity,
    body: Managed,
    made: GeneratedKey[],
  ): Promise<void> {
    for (const alg of body.algorithms) {
      await this.schedules.create(change, issuer, alg, body.interval_seconds, body.paused);
    }
    await this.runner.catchUp(change, issuer.id, [...made]);
  }

  private async record(
    change: Change,
    action: string,
    before: IssuerEntity,
    after: IssuerEntity,
    reason: string | null,
  ): Promise<void> {
    await change.record({
      action,
      object: { kind: 'issuer', id: after.id, name: after.name },
      issuerId: after.id,
      before: logged(before),
      after: logged(after),
      reason,
    });
  }

  private async view(repository: IssuersRepository, issuer: IssuerEntity): Promise<IssuerView> {
    const [view] = await this.views(repository, [issuer]);
    if (view === undefined) throw new Error('an issuer without a view');
    return view;
  }

  private async views(
    repository: IssuersRepository,
    issuers: readonly IssuerEntity[],
  ): Promise<IssuerView[]> {
    const keysOf = await repository.keysOf(issuers.map((issuer) => issuer.id));
    return issuers.map((issuer) => {
      const keys = keysOf.get(issuer.id) ?? [];
      return {
        ...logged(issuer),
        id: issuer.id,
        created_at: issuer.createdAt,
        algorithms: certainAlgorithms(keys),
        last_fetched_at: issuer.lastFetchedAt,
        last_fetch_error: issuer.lastFetchError,
        keys_in_jwks: keys.length,
      };
    });
  }
}

async function findIn(repository: IssuersRepository, name: string): Promise<IssuerEntity> {
  const issuer = await repository.findByName(name);
  if (issuer === null) throw notFound(`issuer "${name}"`);
  return issuer;
}

/** The archived issuer that had the `iss` last. @throws Problem 409 `issuer_exists` */
async function previousOf(
  repository: IssuersRepository,
  { name, issuer: iss }: CreateIssuer,
): Promise<IssuerEntity | null> {
  const named = await repository.findByName(name);
  const ofIss = await repository.findByIssuer(iss);
  const live = [named, ofIss].find((issuer) => issuer !== null && issuer.archivedAt === null);
  if (live) {
    throw conflict(
      'issuer_exists',
      `"${live.name}" (${live.issuer}) exists already. Use it, or choose another name and another iss.`,
    );
  }
  if (named !== null) {
    throw conflict(
      'issuer_exists',
      `The issuer "${name}" was archived, and its name stays taken. Choose another name.`,
    );
  }
  return ofIss;
}

async function revokeCredentials(change: Change, issuerId: string): Promise<void> {
  const credentials = new IssuerCredentialsRepository(change.manager);
  for (const credential of await credentials.listUnrevoked(issuerId)) {
    await revokeIssuerCredential(change, credential);
  }
}

function newIssuer(
  body: CreateIssuer,
  previous: IssuerEntity | null,
  changeNumber: number,
  at: number,
): IssuerEntity {
  return {
    id: randomUUID(),
    name: body.name,
    kind: body.kind,
    issuer: body.issuer,
    jwksUri: body.kind === 'external' ? (body.jwks_uri ?? null) : null,
    notBefore: previous?.notBefore ?? null,
    rotationInputs: body.kind === 'managed' ? body.rotation : null,
    changeNumber,
    createdAt: at,
    archivedAt: null,
    lastFetchedAt: null,
    lastFetchError: null,
  };
}

/** Epoch seconds. @throws Problem 422 `time_to_come` */
function notBeforeAsked(
  { not_before: asked }: UpdateIssuer,
  issuer: IssuerEntity,
  at: number,
): number | null {
  if (asked === undefined) return issuer.notBefore;
  if (asked === 'now') return at;
  if (asked !== null) refuseTimeToCome('not_before', asked, at);
  return asked;
}

/** A cut-off that ends, or goes back in time, lets tokens in again: who reads the log must not take it for just any update. */
function updateAction(before: IssuerEntity, { notBefore }: IssuerEntity): string {
  if (notBefore === before.notBefore) return 'issuer.updated';
  const isLooser = before.notBefore !== null && (notBefore === null || notBefore < before.notBefore);
  return isLooser ? 'issuer.cut_off_loosened' : 'issuer.cut_off';
}

function logged({ name, kind, issuer, jwksUri, notBefore, archivedAt }: IssuerEntity) {
  return { name, kind, issuer, jwks_uri: jwksUri, not_before: notBefore, archived_at: archivedAt };
}
