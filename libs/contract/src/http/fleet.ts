import { z } from 'zod';
import { Slug } from '../model/name.js';
import { Page, PageQuery } from './page.js';

/** `ahead`: it holds a version above the head of the log, so the database was restored from a backup without `after-restore`. */
export const InstanceStatus = z.enum([
  'in_sync',
  'rolling_out',
  'behind',
  'ahead',
  'refused',
  'silent',
  'stopped',
]);
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

/** What a list of the fleet is ordered by; `attention` puts what needs a person first. */
export const FleetSort = z.enum(['attention', 'service', 'last_seen', 'clock_skew']);
export type FleetSort = z.infer<typeof FleetSort>;

/**
 * `search` looks into the service's name and title, and at the beginning of the instance's id. `lacks` is the number of a
 * change: live instances that it concerns and that have not applied it.
 */
export const FleetQuery = PageQuery.extend({
  search: z.string().trim().min(1).max(100).optional(),
  environment: Slug.optional(),
  status: InstanceStatus.optional(),
  lacks: z.coerce.number().int().min(1).optional(),
  sort: FleetSort.default('attention'),
});
export type FleetQuery = z.infer<typeof FleetQuery>;

export const FleetInstance = InstanceView.extend({
  keys_held: z
    .union([z.array(z.object({ issuer: z.string(), kid: z.string() })), z.null()])
    .meta({ description: 'The keys of the policy that it runs; null when that is not the newest one.' }),
}).meta({ id: 'FleetInstance' });
export type FleetInstance = z.infer<typeof FleetInstance>;

/** `counts` are by status, under the other filters. */
export const FleetPage = Page(FleetInstance)
  .extend({ counts: z.record(InstanceStatus, z.int()) })
  .meta({ id: 'FleetPage' });
export type FleetPage = z.infer<typeof FleetPage>;
