import { z } from 'zod';
import { ChangeAction, ChangeEvent, ObjectKind } from '../model/change-event.js';
import { Slug } from '../model/name.js';
import { PageQuery, Page } from './page.js';

/** What an event does to the tokens that services accept: a contract can do both. */
export const AuditEffect = z.enum(['looser', 'tighter']);
export type AuditEffect = z.infer<typeof AuditEffect>;

/**
 * `from` and `to` are UTC calendar days, both inclusive. `actor` and `object` are an id or a part of the name;
 * `service` is a service's name.
 */
export const AuditEventsFilter = z.object({
  actor: z.string().min(1).max(300).optional(),
  object_kind: ObjectKind.optional(),
  object: z.string().min(1).max(300).optional(),
  action: ChangeAction.optional(),
  effect: AuditEffect.optional(),
  service: Slug.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  request_id: z.string().min(1).max(200).optional(),
});
export type AuditEventsFilter = z.infer<typeof AuditEventsFilter>;

export const AuditEventsQuery = PageQuery.extend(AuditEventsFilter.shape);
export type AuditEventsQuery = z.infer<typeof AuditEventsQuery>;

export const AuditExportFormat = z.enum(['csv', 'ndjson']);
export type AuditExportFormat = z.infer<typeof AuditExportFormat>;

/** Every match, oldest first; there is no page. */
export const AuditExportQuery = AuditEventsFilter.extend({ format: AuditExportFormat });
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;

/**
 * The event as it was hashed, with the hex of its own hash and of the one before it. `effects` is no part of what was hashed:
 * it is read from the action and, of contracts, from `after`.
 */
export const AuditEventView = ChangeEvent.extend({
  // Read from JSON text, however deep it nests: nothing has to walk through it again.
  before: z.unknown(),
  after: z.unknown(),
  effects: z.array(AuditEffect),
  hash: z.string(),
  previous_hash: z.string(),
}).meta({ id: 'AuditEvent' });
export type AuditEventView = z.infer<typeof AuditEventView>;

export const AuditEventPage = Page(AuditEventView).meta({ id: 'AuditEventPage' });
export type AuditEventPage = z.infer<typeof AuditEventPage>;

/** What the log holds so far, to choose from. */
export const AuditTerms = z
  .object({ actions: z.array(ChangeAction), object_kinds: z.array(ObjectKind) })
  .meta({ id: 'AuditTerms' });
export type AuditTerms = z.infer<typeof AuditTerms>;

export const AuditEventParams = z.object({ number: z.coerce.number().int().min(1) });
export type AuditEventParams = z.infer<typeof AuditEventParams>;

/**
 * How far a change has come: of the live instances that it concerns (`reaches`), how many say that they run it or a
 * later one (`enforced_by`), as known at `as_of`. `reached`: when all `instances` that were live then had it, noted within
 * seconds; null while one lacks it, or where an hour was not enough. `concerns_fleet` false: no instance ever runs such a change.
 */
export const AuditReach = z
  .object({
    concerns_fleet: z.boolean(),
    reaches: z.int(),
    enforced_by: z.int(),
    reached: z.union([z.object({ at: z.int(), instances: z.int() }), z.null()]),
    as_of: z.int(),
  })
  .meta({ id: 'AuditReach' });
export type AuditReach = z.infer<typeof AuditReach>;

/** A part of the log to check: the `limit` events after number `after`; all there are when it is left out. */
export const ChainCheckQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100_000).optional(),
});
export type ChainCheckQuery = z.infer<typeof ChainCheckQuery>;

/** What a check of the log found. It stops at the first event that does not hold. */
export const ChainCheck = z
  .object({
    intact: z.boolean().meta({ description: 'Every event of the part that was asked for holds.' }),
    after: z.int().meta({ description: 'The check began behind the event of this number.' }),
    checked: z.int().meta({
      description: 'The number of the last event that holds, not a count: the next part begins after it.',
    }),
    complete: z
      .boolean()
      .meta({ description: 'Everything from `after` up to the head was checked, and holds.' }),
    head: z.object({ number: z.int(), at: z.int(), hash: z.string() }),
    broken_at: z.int().nullable().meta({ description: 'The first event that does not hold.' }),
    problem: z.string().nullable().meta({ description: 'Why it does not.' }),
  })
  .meta({ id: 'ChainCheck' });
export type ChainCheck = z.infer<typeof ChainCheck>;
