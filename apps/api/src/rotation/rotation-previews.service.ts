import { Injectable } from '@nestjs/common';
import type {
  CompromisePreview,
  KeyParams,
  RotationOverview,
  RotationOverviewItem,
} from '@accord/contract/http';
import { compromiseKey, safeBounds } from '@accord/rotation';
import { DataSource } from 'typeorm';
import { IssuerKeysRepository } from '../issuer-keys/issuer-keys.repository.js';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import { IssuersRepository } from '../issuers/issuers.repository.js';
import { IssuersService } from '../issuers/issuers.service.js';
import { refuseUnmanaged } from '../issuers/refuse-unmanaged.js';
import { Clock } from '../platform/clock/clock.js';
import { compromisePreview } from './compromise-preview.js';
import { RotationContexts } from './rotation-contexts.js';
import { externalOverview, managedOverview, mostUrgentFirst } from './rotation-overview.js';
import { blocked, contextOf } from './rotation.service.js';

/** What can be known of rotations without changing anything: all issuers at a glance, and what a command would do. */
@Injectable()
export class RotationPreviewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly issuers: IssuersService,
    private readonly issuersRepository: IssuersRepository,
    private readonly keys: IssuerKeysRepository,
    private readonly contexts: RotationContexts,
  ) {}

  async overview(): Promise<RotationOverview> {
    const now = this.clock.nowSeconds();
    const managed = await this.issuersRepository.listLive('managed');
    const items: RotationOverviewItem[] = [];
    for (const issuer of managed) items.push(await this.managedItem(issuer, now));
    const external = await this.issuersRepository.listLive('external');
    return { now, items: [...items, ...external.map(externalOverview)].sort(mostUrgentFirst) };
  }

  /** @throws Problem 404, 409 `rotation_blocked` when the key cannot be reported, 422 `not_managed` */
  async compromise({ issuer: name, kid }: KeyParams): Promise<CompromisePreview> {
    const issuer = await this.issuers.find(name);
    refuseUnmanaged(issuer);
    const now = this.clock.nowSeconds();
    const loaded = await this.contexts.load(this.dataSource.manager, issuer, now, { reports: false });
    const context = contextOf(loaded, kid);
    const effect = compromiseKey(context, { kid, reason: 'preview' });
    if (!effect.ok) throw blocked(effect.blockers);
    return compromisePreview(context, kid, effect, safeBounds(context.bounds).setBy.exposure);
  }

  private async managedItem(issuer: IssuerEntity, now: number): Promise<RotationOverviewItem> {
    const { manager } = this.dataSource;
    const keys = await this.keys.list(issuer.id);
    const reports = keys.some((key) => key.state === 'deactivated' && (key.removeAfter ?? 0) <= now);
    return managedOverview(issuer, keys, await this.contexts.load(manager, issuer, now, { reports }));
  }
}
