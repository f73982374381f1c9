import { z } from 'zod';
import { Permission } from './permission.js';

export const Role = z.enum(['viewer', 'editor', 'approver', 'auditor', 'admin']).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

const viewer: readonly Permission[] = [
  'environments:read',
  'baseline:read',
  'services:read',
  'contracts:read',
  'credentials:read',
  'issuers:read',
  'trust_keys:read',
  'revocations:read',
  'failures:read',
  'fleet:read',
  'inspector:use',
];

const editor: readonly Permission[] = [
  ...viewer,
  'services:write',
  'contracts:write',
  'credentials:write',
  'issuers:write',
];

/** Publishing, and whatever else changes what services enforce or hands out signing keys. */
const approver: readonly Permission[] = [
  ...editor,
  'issuers:enforce',
  'issuer_credentials:write',
  'contracts:publish',
  'schedules:write',
  'keys:rotate',
  'keys:compromise',
  'revocations:write',
  'audit:read',
];

const auditor: readonly Permission[] = [...viewer, 'audit:read', 'audit:export', 'users:read', 'tokens:read'];

/** What each role may do. A role is the whole of a person's rights: there are no grants beside it. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer,
  editor,
  approver,
  auditor,
  admin: Permission.options,
};
