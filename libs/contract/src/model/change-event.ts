import { z } from 'zod';

/** Who made a change. `anonymous` is a caller that no credential names: a failed log-in. */
export const ActorKind = z
  .enum(['user', 'api_token', 'bootstrap', 'service', 'issuer', 'system', 'anonymous'])
  .meta({ id: 'ActorKind' });
export type ActorKind = z.infer<typeof ActorKind>;

export const Actor = z.object({ kind: ActorKind, id: z.string(), name: z.string() }).meta({ id: 'Actor' });
export type Actor = z.infer<typeof Actor>;

/** The kind of thing a change is about: a singular noun in snake_case, such as `service` or `api_token`. */
export const ObjectKind = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);

/** `object_kind.past_participle`, such as `contract.published`. Names are stable: never reused with another meaning. */
export const ChangeAction = z.string().regex(/^[a-z][a-z0-9_]{0,62}\.[a-z][a-z0-9_]{0,62}$/);

export const ChangeObject = z
  .object({ kind: ObjectKind, id: z.string().min(1).max(300), name: z.string().max(500) })
  .meta({ id: 'ChangeObject' });
export type ChangeObject = z.infer<typeof ChangeObject>;

const JsonValue = z.json();
// Not .meta(): that makes another schema, and the nameless one would still be what the value holds.
z.globalRegistry.add(JsonValue, { id: 'JsonValue' });

/**
 * One event of the change log: exactly the members whose canonical bytes (RFC 8785) are hashed. `at` is in epoch
 * seconds; `before` and `after` hold what the change did to the object, never a secret.
 */
export const ChangeEvent = z
  .object({
    number: z.int().min(1),
    at: z.int().min(0),
    actor: Actor,
    action: ChangeAction,
    object: ChangeObject,
    service_id: z.uuid().nullable(),
    environment_id: z.uuid().nullable(),
    issuer_id: z.uuid().nullable(),
    request_id: z.string(),
    reason: z.string().nullable(),
    before: JsonValue,
    after: JsonValue,
  })
  .meta({ id: 'ChangeEvent' });
export type ChangeEvent = z.infer<typeof ChangeEvent>;

/**
 * The one action whose number may jump: after a restore it lifts the log above what clients have seen. `before` says
 * which number it follows, so that nothing can be missing in between.
 */
export const CHANGE_LOG_LIFTED = 'change_log.lifted';

/** `before` and `after` of CHANGE_LOG_LIFTED. */
export const LogNumber = z.object({ number: z.int().min(0) });
export type LogNumber = z.infer<typeof LogNumber>;

/** What is announced of an event to whoever follows the log: no content, only what changed and what it touches. */
export const ChangeNotice = ChangeEvent.pick({
  number: true,
  at: true,
  action: true,
  object: true,
  service_id: true,
  environment_id: true,
  issuer_id: true,
}).meta({ id: 'ChangeNotice' });
export type ChangeNotice = z.infer<typeof ChangeNotice>;
