import { z } from 'zod';
import { Slug } from '../model/name.js';
import { Reason } from '../model/text.js';
import { Epoch } from '../model/time.js';
import { RevocationKind } from '../model/validation-contract.js';
import { EpochOrNow } from './issuers.js';
import { Page, PageQuery } from './page.js';

/**
 * `value` is the jti, sub, sid or client id. It is hashed on arrival; neither the log nor the bundle holds it.
 * `before`: tokens issued before it (epoch seconds, or `now`); null: every token.
 */
export const CreateRevocation = z
  .strictObject({
    kind: RevocationKind,
    issuer: Slug,
    value: z.string().min(1).max(1024),
    before: z.union([EpochOrNow, z.null()]).default(null),
    until: Epoch.optional().meta({
      description:
        'When it may be swept (epoch seconds); at least the latest time at which a token that it refuses could ' +
        'still be accepted. Left out: exactly that.',
    }),
    reason: Reason,
  })
  .meta({ id: 'CreateRevocation' });
export type CreateRevocation = z.infer<typeof CreateRevocation>;

/** Why what was refused is accepted again. */
export const LiftRevocation = CreateRevocation.pick({ reason: true }).meta({ id: 'LiftRevocation' });
export type LiftRevocation = z.infer<typeof LiftRevocation>;

/** Who refused something, when and why, and how far it has come. */
const followed = {
  reason: z.string(),
  created_at: z.int(),
  created_by: z.string(),
  change_number: z.int(),
  enforced_by: z.int().meta({ description: 'Live instances that have applied it.' }),
  reaches: z.int().meta({ description: 'Live instances that it concerns.' }),
};

export const RevocationView = z
  .object({
    id: z.uuid(),
    kind: RevocationKind,
    issuer: Slug,
    hashed_id: z.string(),
    before: z.union([z.int(), z.null()]),
    until: z.int(),
    ...followed,
  })
  .meta({ id: 'Revocation' });
export type RevocationView = z.infer<typeof RevocationView>;
export const RevocationPage = Page(RevocationView).meta({ id: 'RevocationPage' });
export type RevocationPage = z.infer<typeof RevocationPage>;
export const RevocationParams = z.object({ revocation: z.uuid() });
export type RevocationParams = z.infer<typeof RevocationParams>;
export const RevocationQuery = PageQuery.extend({
  issuer: Slug.optional(),
  kind: RevocationKind.optional(),
  hashed_id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'send the hashed_id of a revocation, 43 characters of base64url')
    .optional()
    .meta({ description: 'base64url(SHA-256(JSON of [iss, value])): finds what revokes a value.' }),
});
export type RevocationQuery = z.infer<typeof RevocationQuery>;

/** Everything that an issuer issued before a time (epoch seconds), refused under every contract that names it. */
export const CutOffView = z.object({ issuer: Slug, not_before: z.int(), ...followed }).meta({ id: 'CutOff' });
export type CutOffView = z.infer<typeof CutOffView>;
export const CutOffList = z.object({ items: z.array(CutOffView) }).meta({ id: 'CutOffList' });
export type CutOffList = z.infer<typeof CutOffList>;
