import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type {
  AuditEventPage,
  AuditEventView,
  AuditEventsQuery,
  AuditReach,
  AuditTerms,
} from '@accord/contract/http';
import { Clock } from '../platform/clock/clock.js';
import { notFound } from '../platform/errors/problems.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import { Places } from '../services/places.js';
import { LIVE_SECONDS } from '../services/service-standing.repository.js';
import { auditEventView } from './audit-event-view.js';
import { AuditEventsRepository, type LogRow } from './audit-events.repository.js';
import { AuditReachRepository } from './audit-reach.repository.js';
import { BUNDLE_ACTIONS } from './bundle-actions.js';

/** Shows who did what, and how far it has come. */
@Injectable()
export class AuditEventsService {
  constructor(
    private readonly log: AuditEventsRepository,
    private readonly reaches: AuditReachRepository,
    private readonly clock: Clock,
    private readonly places: Places,
  ) {}

  /** @throws Problem 404 for a service that never was */
  async list({ cursor, limit, ...filter }: AuditEventsQuery): Promise<AuditEventPage> {
    await this.places.assertNamed({ service: filter.service });
    const before = cursor === undefined ? undefined : readCursor(cursor, z.int());
    const selection = { ...(await this.log.withNames(filter)), before };
    const found = await this.log.list(selection, limit + 1);
    const page = pageOf(found, limit, (row) => row.number);
    return { ...page, items: page.items.map(auditEventView) };
  }

  /** @throws Problem 404 */
  async get(number: number): Promise<AuditEventView> {
    return auditEventView(await this.require(number));
  }

  async terms(): Promise<AuditTerms> {
    const [actions, object_kinds] = await Promise.all([
      this.log.distinct('action'),
      this.log.distinct('object_kind'),
    ]);
    return { actions, object_kinds };
  }

  /** @throws Problem 404 */
  async reach(number: number): Promise<AuditReach> {
    const event = await this.require(number);
    const as_of = this.clock.nowSeconds();
    if (!BUNDLE_ACTIONS.has(event.action)) {
      return { concerns_fleet: false, reaches: 0, enforced_by: 0, reached: null, as_of };
    }
    const reach = await this.reaches.of(number, as_of - LIVE_SECONDS);
    return { concerns_fleet: true, ...reach, as_of };
  }

  private async require(number: number): Promise<LogRow> {
    const row = await this.log.find(number);
    if (row === null) throw notFound(`event ${number}`);
    return row;
  }
}
