import { z } from 'zod';
import { Outcome } from './failure-reason.js';
import { VersionOrNone } from './version-number.js';

/** What stands in counts for all the labels that were folded together. */
export const OTHER = 'other';

/** At most this many rows in one report; past it kid, then issuer, then alg fold to `other`, never the outcome. */
export const REPORT_MAX_ROWS = 200;

const count = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const label = z.string().min(1).max(1024);

export const ReportMode = z.enum(['enforced', 'report_only', 'shadow']);
export type ReportMode = z.infer<typeof ReportMode>;

export const ReportRow = z.strictObject({
  mode: ReportMode,
  outcome: Outcome,
  issuer: label,
  kid: label,
  alg: label,
  contract_version: VersionOrNone.meta({ description: '0 while no contract is in force.' }),
  count,
});
export type ReportRow = z.infer<typeof ReportRow>;

export const NoteKind = z.enum(['forbidden_claim', 'route_unmatched']);
export type NoteKind = z.infer<typeof NoteKind>;

/** `value` comes from the contract itself (a forbidden claim's name, a route's id), never from a token. */
export const ReportNote = z.strictObject({ note: NoteKind, value: label.optional(), count });
export type ReportNote = z.infer<typeof ReportNote>;

/**
 * Counts of one window of one instance: `POST /v1/reports`. accepted + refused + dropped equals the requests
 * seen. (service, environment, instance, sequence) makes it idempotent. Times are epoch seconds.
 */
export const Report = z
  .strictObject({
    instance: z.uuid(),
    sequence: z.int().min(0),
    window: z
      .strictObject({ start: z.int().min(0), end: z.int().min(0) })
      .refine((window) => window.end >= window.start, { message: 'end must not lie before start' }),
    applied: z.union([z.int().min(1), z.null()]),
    rows: z.array(ReportRow).max(REPORT_MAX_ROWS),
    notes: z.array(ReportNote).max(REPORT_MAX_ROWS),
    dropped: z.int().min(0),
  })
  .meta({ id: 'Report', title: 'Verdict counts of one window' });
export type Report = z.infer<typeof Report>;
