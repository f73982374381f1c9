import { z } from 'zod';
import { LintFinding } from '@accord/contract';
import {
  BaselineBreaksContracts,
  BaselineConflict,
  BundleKeyView,
  DraftConflict,
  VersionInForce,
  RotationBlocker,
  ScheduleView,
  ServiceConflict,
} from '@accord/contract/http';

const SettingsViolationView = z.object({
  code: z.string(),
  setting: z.string(),
  asked_seconds: z.int(),
  minimum_seconds: z.int(),
  set_by: z.union([z.string(), z.null()]),
  key_not_found_seconds: z.int(),
});

const of = (codes: string) => ({ description: `With ${codes}.` });

/** The further members of problem documents (RFC 9457 §3.2), beside `errors`; each comes with the codes that it names. */
export const ProblemExtras = z
  .object({
    current: z
      .union([
        DraftConflict.shape.current.unwrap(),
        BaselineConflict.shape.current,
        ServiceConflict.shape.current,
        ScheduleView,
        z.null(),
      ])
      .meta({
        description:
          'With `edit_conflict` and `if_match_required`: the draft, baseline, schedule or service that would be overwritten; null: none is there.',
      }),
    etag: z.string().meta(of('`edit_conflict` and `if_match_required` of schedules: what If-Match wants')),
    permission: z.string().meta(of('`forbidden`: the permission that is lacking')),
    retry_after_seconds: z.int().meta(of('status 429: the same as Retry-After')),
    findings: z.array(LintFinding).meta(of('`contract_refused`')),
    in_force: VersionInForce.shape.in_force.meta(
      of('`nothing_to_publish`, and `edit_conflict` of a rollback'),
    ),
    broken: BaselineBreaksContracts.shape.broken.meta(of('`baseline_breaks_contracts`')),
    blockers: z
      .array(RotationBlocker.pick({ code: true, sentence: true, until: true, instances: true }))
      .meta(of('`rotation_blocked`')),
    violations: z
      .array(SettingsViolationView)
      .meta(of('`lead_too_short`, `overlap_too_short` and `interval_too_short`')),
    needed_until: z.int().meta(of('`revocation_until_too_early`: the earliest `until`, epoch seconds')),
    needed_by: BundleKeyView.shape.needed_by.meta(of('`bundle_key_needed`')),
    contracts: z.array(z.string()).meta(of('`issuer_in_use`: service/environment')),
    schema: z.int().meta(of('`schema_not_supported`: the schema of bundles')),
    now: z.int().meta(of('`window_too_old` and `window_in_future`: epoch seconds')),
  })
  .partial();
export type ProblemExtras = z.infer<typeof ProblemExtras>;
