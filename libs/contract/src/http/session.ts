import { z } from 'zod';
import { ActorKind } from '../model/change-event.js';
import { Permission } from '../model/permission.js';
import { Role } from '../model/role.js';
import { Page, PageQuery } from './page.js';
import { Email, NewPassword } from './users.js';

export const LogIn = z
  .strictObject({ email: Email, password: z.string().min(1).max(256) })
  .meta({ id: 'LogIn' });
export type LogIn = z.infer<typeof LogIn>;

/** Something an operator should change; shown to administrators until it is. */
export const Warning = z.enum(['bootstrap_token_set']).meta({ id: 'Warning' });
export type Warning = z.infer<typeof Warning>;

/** Who the caller is and what they may do. `session` is null for API tokens. Times in epoch seconds. */
export const CurrentSession = z
  .object({
    principal: z.object({
      kind: ActorKind,
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      role: Role.nullable(),
    }),
    permissions: z.array(Permission),
    session: z
      .object({ id: z.uuid(), created_at: z.int(), idle_expires_at: z.int(), expires_at: z.int() })
      .nullable(),
    warnings: z.array(Warning),
  })
  .meta({ id: 'CurrentSession' });
export type CurrentSession = z.infer<typeof CurrentSession>;

export const ChangePassword = z
  .strictObject({ current_password: z.string().min(1).max(256), new_password: NewPassword })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** `all`: everybody's sessions, for those who may read them. */
export const SessionsQuery = PageQuery.extend({ scope: z.enum(['own', 'all']).default('own') });
export type SessionsQuery = z.infer<typeof SessionsQuery>;

export const SessionView = z
  .object({
    id: z.uuid(),
    user_id: z.uuid(),
    user_name: z.string(),
    user_email: z.string(),
    created_at: z.int(),
    last_seen_at: z.int(),
    expires_at: z.int(),
    address: z.string(),
    user_agent: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

export const SessionPage = Page(SessionView).meta({ id: 'SessionPage' });
export type SessionPage = z.infer<typeof SessionPage>;
