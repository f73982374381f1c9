import { z } from 'zod';
import { Role } from '../model/role.js';
import { Line } from '../model/text.js';
import { Epoch } from '../model/time.js';
import { Page } from './page.js';

export const ApiTokenView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    role: Role,
    created_at: z.int(),
    created_by: z.string(),
    expires_at: z.int().nullable(),
    last_used_at: z.int().nullable(),
    revoked_at: z.int().nullable(),
  })
  .meta({ id: 'ApiToken' });
export type ApiTokenView = z.infer<typeof ApiTokenView>;

export const ApiTokenPage = Page(ApiTokenView).meta({ id: 'ApiTokenPage' });
export type ApiTokenPage = z.infer<typeof ApiTokenPage>;

/** `expires_at`: epoch seconds; null, written out, is a token that never expires. */
export const CreateApiToken = z
  .strictObject({ name: Line(120), role: Role, expires_at: Epoch.nullable() })
  .meta({ id: 'CreateApiToken' });
export type CreateApiToken = z.infer<typeof CreateApiToken>;

/** `token` is there in the first answer only: a repeat under the same Idempotency-Key comes without it. */
export const CreatedApiToken = ApiTokenView.extend({ token: z.string().optional() }).meta({
  id: 'CreatedApiToken',
});
export type CreatedApiToken = z.infer<typeof CreatedApiToken>;
