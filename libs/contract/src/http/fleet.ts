import { z } from 'zod';
import { Page, PageQuery } from './page.js';

export const InstanceStatus = z.enum(['in_sync', 'rolling_out', 'behind', 'refused', 'silent', 'stopped']);
export type InstanceStatus = z.infer<typeof InstanceStatus>;

export const InstanceView = z
  .object({
    instance: z.uuid(),
    service: z.string(),
    environment: z.string(),
    status: InstanceStatus,
    desired_version: z.union([z.int(), z.null()]),
    applied_version: z.union([z.int(), z.null()]),
    error: z.union([z.string(), z.null()]),
    sdk: z.union([z.string(), z.null()]),
    clock_skew_seconds: z.union([z.int(), z.null()]),
    first_seen_at: z.int(),
    last_seen_at: z.int(),
  })
  .meta({ id: 'Instance' });
export type InstanceView = z.infer<typeof InstanceView>;
export const InstancePage = Page(InstanceView).meta({ id: 'InstancePage' });
export const InstanceQuery = PageQuery;
export type InstanceQuery = z.infer<typeof InstanceQuery>;
