import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type BundlePayload, ValidationContract } from '@accord/contract';
import type {
  InspectChecks,
  InspectedChecks,
  InspectedService,
  Inspection,
  InspectToken,
} from '@accord/contract/http';
import { BundleStore } from '../bundles/bundle-store.js';
import { CandidateBundles } from '../bundles/candidate-bundles.js';
import { ContractVersionsRepository } from '../contracts/contract-versions.repository.js';
import { DraftsRepository } from '../contracts/drafts.repository.js';
import type { EnvironmentEntity } from '../environments/environment.entity.js';
import { EnvironmentsRepository } from '../environments/environments.repository.js';
import { Clock } from '../platform/clock/clock.js';
import { notFound } from '../platform/errors/problems.js';
import { NameCursor, pageOf, readCursor } from '../platform/http/cursor.js';
import { type Place, Places, placeName } from '../services/places.js';
import type { ServiceEntity } from '../services/service.entity.js';
import { ServicesRepository } from '../services/services.repository.js';
import { checksOf } from './explain-verdict.js';
import { type Inspected, judgeWith, verdictView } from './inspected-policy.js';
import { InspectorRepository } from './inspector.repository.js';

type Asked = Pick<InspectToken, 'token' | 'claims' | 'at' | 'request'>;

/** Says what services would say to a token. Keeps nothing of it: no row, no event, no log line. */
@Injectable()
export class InspectorService {
  constructor(
    private readonly services: ServicesRepository,
    private readonly environments: EnvironmentsRepository,
    private readonly places: Places,
    private readonly store: BundleStore,
    private readonly candidates: CandidateBundles,
    private readonly drafts: DraftsRepository,
    private readonly versions: ContractVersionsRepository,
    private readonly repository: InspectorRepository,
    private readonly clock: Clock,
  ) {}

  /** The verdict of every environment of a page of services, ordered by name; archived services are left out. */
  async matrix(body: InspectToken): Promise<Inspection> {
    const inspected = this.inspected(body);
    const environments = (await this.environments.list()).filter(
      ({ name }) => body.environment === undefined || name === body.environment,
    );
    const services = await this.services.list({
      search: body.search,
      includeArchived: false,
      after: body.cursor === undefined ? undefined : readCursor(body.cursor, NameCursor),
      take: body.limit + 1,
    });
    const page = pageOf(services, body.limit, (service) => service.name);
    const drafts = await this.repository.drafts(page.items.map(({ id }) => id));
    const items: InspectedService[] = [];
    for (const service of page.items) {
      items.push(await this.row(service, environments, drafts, inspected));
      // Keys are imported and signatures checked for each cell: polls get their turn in between.
      await breathe();
    }
    const names = environments.map(({ name }) => name);
    return { at: inspected.at, environments: names, items, next_cursor: page.next_cursor };
  }

  /** @throws Problem 404 when there is no such place, or no draft where one is asked for. */
  async checks(body: InspectChecks): Promise<InspectedChecks> {
    const place = await this.places.find(body);
    const inspected = this.inspected(body);
    const judged =
      body.source === 'published'
        ? await judgeWith(this.published(place), 'contract_missing', inspected)
        : await judgeWith(await this.drafted(place), 'contract_invalid', inspected);
    return {
      service: body.service,
      environment: body.environment,
      source: body.source,
      at: inspected.at,
      verdict: verdictView(judged),
      detail: judged.verdict.ok ? null : judged.verdict.detail,
      checks: checksOf(judged),
    };
  }

  private async row(
    service: ServiceEntity,
    environments: readonly EnvironmentEntity[],
    drafts: ReadonlySet<string>,
    inspected: Inspected,
  ): Promise<InspectedService> {
    const verdicts = await Promise.all(
      environments.map(async (environment) => ({
        environment: environment.name,
        has_draft: drafts.has(`${service.id}/${environment.id}`),
        ...verdictView(
          await judgeWith(this.published({ service, environment }), 'contract_missing', inspected),
        ),
      })),
    );
    return { service: service.name, title: service.title, verdicts };
  }

  /** The very payload that the place's services get; null while nothing is published. */
  private published({ service, environment }: Place): BundlePayload | null {
    const slot = this.store.slot({ serviceId: service.id, environmentId: environment.id });
    return slot.bundle?.payload ?? null;
  }

  /** What services would get if the draft were published now; null while it is no contract. */
  private async drafted(place: Place): Promise<BundlePayload | null> {
    const draft = await this.drafts.find(place);
    if (draft === null) throw notFound(`draft of ${placeName(place)}`);
    const contract = ValidationContract.safeParse(draft.contract);
    if (!contract.success) return null;
    const live = await this.versions.inForce(place);
    const { service, environment } = place;
    return this.candidates.payloadOf(
      {
        serviceId: service.id,
        environmentId: environment.id,
        service: service.name,
        environment: environment.name,
        version: (live?.version ?? 0) + 1,
      },
      contract.data,
    );
  }

  private inspected({ token, claims, at, request }: Asked): Inspected {
    const pasted = claims === undefined ? { token: token ?? '' } : { claims };
    return {
      pasted,
      at: at ?? this.clock.nowSeconds(),
      request: request && {
        method: request.method,
        path: request.path,
        caseInsensitivePaths: request.case_insensitive_paths,
      },
    };
  }
}
