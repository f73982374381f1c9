import { z } from 'zod';
import { ChangeAction, ChangeEvent, ObjectKind } from '../model/change-event.js';
import { PageQuery, Page } from './page.js';

/** `from` and `to` are UTC calendar days, both inclusive. `actor` is the actor's id or a part of the name. */
export const AuditEventsQuery = PageQuery.extend({
  actor: z.string().min(1).max(300).optional(),
  object_kind: ObjectKind.optional(),
  object: z.string().min(1).max(300).optional(),
  action: ChangeAction.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  request_id: z.string().min(1).max(200).optional(),
});
export type AuditEventsQuery = z.infer<typeof AuditEventsQuery>;

/** The event as it was hashed, with the hex of its own hash and of the one before it. */
export const AuditEventView = ChangeEvent.extend({ hash: z.string(), previous_hash: z.string() }).meta({
  id: 'AuditEvent',
});
export type AuditEventView = z.infer<typeof AuditEventView>;

export const AuditEventPage = Page(AuditEventView).meta({ id: 'AuditEventPage' });
export type AuditEventPage = z.infer<typeof AuditEventPage>;

/** `intact` says whether every link holds; otherwise `broken_at` is the first number that does not, and why. */
export const ChainCheck = z
  .object({
    intact: z.boolean(),
    checked: z.int(),
    head: z.object({ number: z.int(), at: z.int(), hash: z.string() }),
    broken_at: z.int().nullable(),
    problem: z.string().nullable(),
  })
  .meta({ id: 'ChainCheck' });
export type ChainCheck = z.infer<typeof ChainCheck>;
