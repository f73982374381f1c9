import { z } from 'zod';

/** What a principal may do: `resource:verb`. Every route of the admin API declares exactly one of these. */
export const Permission = z
  .enum([
    'environments:read',
    'environments:write',
    'baseline:read',
    'baseline:write',
    'services:read',
    'services:write',
    'contracts:read',
    'contracts:write',
    'contracts:publish',
    'credentials:read',
    'credentials:write',
    'issuers:read',
    'issuers:write',
    'issuers:enforce',
    'issuer_credentials:write',
    'keys:rotate',
    'keys:compromise',
    'schedules:write',
    'trust_keys:read',
    'trust_keys:write',
    'revocations:read',
    'revocations:write',
    'failures:read',
    'fleet:read',
    'inspector:use',
    'audit:read',
    'audit:export',
    'users:read',
    'users:write',
    'sessions:read',
    'sessions:write',
    'tokens:read',
    'tokens:write',
  ])
  .meta({ id: 'Permission' });
export type Permission = z.infer<typeof Permission>;
