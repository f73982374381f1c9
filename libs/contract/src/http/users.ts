import { z } from 'zod';
import { Role } from '../model/role.js';
import { Line } from '../model/text.js';
import { Page, PageQuery } from './page.js';

export const UserStatus = z.enum(['active', 'disabled']).meta({ id: 'UserStatus' });
export type UserStatus = z.infer<typeof UserStatus>;

/** How a person proves who they are. Single sign-on adds its own value. */
export const AuthMethod = z.enum(['password']).meta({ id: 'AuthMethod' });
export type AuthMethod = z.infer<typeof AuthMethod>;

/** Compared in lower case: two accounts never differ by case alone. */
export const Email = z.email().max(254).toLowerCase();

/** Length is the only rule; the upper end bounds the work of hashing. */
export const NewPassword = z.string().min(12).max(256);

const PersonName = Line(120);

export const UserView = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: Role,
    status: UserStatus,
    auth_method: AuthMethod,
    created_at: z.int(),
    last_login_at: z.int().nullable(),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof UserView>;

export const UserPage = Page(UserView).meta({ id: 'UserPage' });
export type UserPage = z.infer<typeof UserPage>;

/** `search` looks into name and e-mail address. */
export const UsersQuery = PageQuery.extend({ search: z.string().trim().min(1).max(100).optional() });
export type UsersQuery = z.infer<typeof UsersQuery>;

export const CreateUser = z
  .strictObject({ email: Email, name: PersonName, role: Role, password: NewPassword })
  .meta({ id: 'CreateUser' });
export type CreateUser = z.infer<typeof CreateUser>;

/** Only what is sent changes. A new `password` ends the person's sessions, as `status: "disabled"` does. */
export const UpdateUser = z
  .strictObject({ name: PersonName, role: Role, status: UserStatus, password: NewPassword })
  .partial()
  .meta({ id: 'UpdateUser' });
export type UpdateUser = z.infer<typeof UpdateUser>;
