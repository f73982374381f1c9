import { z } from 'zod';

/** The name by which URLs and people address a service, an environment or an issuer. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'use 1 to 63 lower-case letters, digits and inner hyphens')
  .meta({ id: 'Slug' });
