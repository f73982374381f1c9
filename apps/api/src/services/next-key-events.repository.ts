import { Injectable } from '@nestjs/common';
import type { NextKeyEvent } from '@accord/contract/http';
import { EntityManager } from 'typeorm';

/** The soonest planned step of any key that a contract in force accepts. */
export interface NextKeyEventRow extends NextKeyEvent {
  service_id: string;
  environment_id: string;
}

/** What the rotation of issuers holds ready for services. */
@Injectable()
export class NextKeyEventsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): NextKeyEventsRepository {
    return new NextKeyEventsRepository(manager);
  }

  /** At most one row for each service × environment. Next times are those that the worker stored with its last tick. */
  of(serviceIds: readonly string[]): Promise<NextKeyEventRow[]> {
    return this.manager.query<NextKeyEventRow[]>(NEXT_KEY_EVENTS, [serviceIds]);
  }
}

// From one page of services through three keys: of the versions, of the issuers by their URL, of the schedules.
const NEXT_KEY_EVENTS = `
  SELECT DISTINCT ON (service.id, environment.id) service.id AS service_id, environment.id AS environment_id,
    issuer.name AS issuer, schedule.alg, step.event, step.at
  FROM unnest($1::uuid[]) AS service (id)
  CROSS JOIN environments AS environment
  CROSS JOIN LATERAL (
    SELECT version.contract FROM contract_versions AS version
    WHERE version.service_id = service.id AND version.environment_id = environment.id
    ORDER BY version.version DESC LIMIT 1
  ) AS published
  CROSS JOIN LATERAL jsonb_array_elements(published.contract -> 'issuers') AS named
  JOIN issuers AS issuer ON issuer.issuer = named ->> 'issuer' AND issuer.archived_at IS NULL
  JOIN issuer_schedules AS schedule ON schedule.issuer_id = issuer.id AND named -> 'algorithms' ? schedule.alg
    AND NOT (schedule.settings ->> 'paused')::boolean
  CROSS JOIN LATERAL (VALUES
    ('publish', schedule.next_publish_at), ('activate', schedule.next_activate_at), ('remove', schedule.next_remove_at)
  ) AS step (event, at)
  WHERE step.at IS NOT NULL
  ORDER BY service.id, environment.id, step.at, issuer.name, schedule.alg, step.event`;
