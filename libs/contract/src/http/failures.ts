import { z } from 'zod';
import { failureGroup, FailureGroup, Outcome, Trust, trustOf } from '../model/failure-reason.js';
import { Slug } from '../model/name.js';
import { ReportMode } from '../model/report.js';
import { Epoch } from '../model/time.js';
import { VersionOrNone } from '../model/version-number.js';

export const FailureDimension = z.enum([
  'reason',
  'group',
  'service',
  'environment',
  'issuer',
  'kid',
  'contract_version',
  'instance',
  'sdk',
]);
export type FailureDimension = z.infer<typeof FailureDimension>;

/** `from` and `to` are epoch seconds; `step` is computed when left out so that at most 200 buckets come back. */
export const FailuresQuery = z.object({
  from: z.coerce.number().pipe(Epoch).meta({ description: 'Epoch seconds, inclusive.' }),
  to: z.coerce.number().pipe(Epoch).meta({ description: 'Epoch seconds, exclusive.' }),
  step: z.coerce.number().int().min(10).max(86_400).optional().meta({ description: 'Seconds of a bucket.' }),
  service: Slug.optional(),
  environment: Slug.optional(),
  reason: Outcome.optional(),
  group: FailureGroup.optional(),
  trust: Trust.optional(),
  issuer: z.string().optional(),
  kid: z.string().optional(),
  contract_version: z.coerce.number().pipe(VersionOrNone).optional(),
  instance: z.uuid().optional(),
  sdk: z.string().max(200).optional(),
  mode: ReportMode.default('enforced'),
  group_by: FailureDimension.default('reason'),
});
export type FailuresQuery = z.infer<typeof FailuresQuery>;

/** What outcomes are asked for by; null and undefined ask for all. */
export type OutcomeFilter = { [Name in 'reason' | 'group' | 'trust']?: FailuresQuery[Name] | null };

/** Whether refused requests with this outcome are asked for; accepted ones are counted beside them. */
export function isAskedOutcome(outcome: Outcome, { reason, group, trust }: OutcomeFilter): boolean {
  if (outcome === 'accepted') return true;
  const own = { reason: outcome, group: failureGroup(outcome), trust: trustOf(outcome) };
  return (
    (reason ?? own.reason) === own.reason &&
    (group ?? own.group) === own.group &&
    (trust ?? own.trust) === own.trust
  );
}

/** Values of one facet, most frequent first. */
export const MOST_FACET_VALUES = 50;

export const FailuresView = z
  .object({
    from: z.int().meta({ description: 'Epoch seconds.' }),
    to: z.int().meta({ description: 'Epoch seconds.' }),
    step: z.int().meta({ description: 'Seconds.' }),
    buckets: z.array(
      z.object({
        start: z.int(),
        accepted: z.int(),
        refused: z.int(),
        series: z
          .record(z.string(), z.int())
          .meta({ description: 'Refused requests by the value of `group_by`.' }),
      }),
    ),
    outcomes: z
      .array(z.object({ environment: z.string(), outcome: Outcome, count: z.int() }))
      .meta({ description: 'Every verdict that was asked for, over all services.' }),
    totals: z
      .array(
        z.object({
          service: z.string(),
          environment: z.string(),
          outcome: Outcome,
          verified: z.boolean(),
          count: z.int(),
        }),
      )
      .meta({ description: 'By service: of the 100 services with the most refused requests, by name.' }),
    totals_complete: z
      .boolean()
      .meta({ description: 'False when there are more services than `totals` were asked of.' }),
    notes: z.array(
      z.object({
        service: z.string(),
        note: z.string(),
        value: z.union([z.string(), z.null()]),
        count: z.int(),
      }),
    ),
    dropped: z.int(),
    markers: z.array(
      z.object({ at: z.int(), change_number: z.int(), action: z.string(), label: z.string() }),
    ),
    facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.int() }))).meta({
      description:
        'Refused requests by the 50 most frequent values of each dimension. `contract_version`, `instance` and `sdk` come with a `service` only.',
    }),
  })
  .meta({ id: 'Failures' });
export type FailuresView = z.infer<typeof FailuresView>;

/** The answer to a report, after its commit. */
export const ReportAccepted = z.object({ next_report_after_seconds: z.int() }).meta({ id: 'ReportAccepted' });
