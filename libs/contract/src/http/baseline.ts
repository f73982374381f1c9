import { z } from 'zod';
import { Baseline } from '../model/baseline.js';
import { LintFinding } from '../model/lint-finding.js';
import { Slug } from '../model/name.js';
import { Reason } from '../model/text.js';

/** Version 0 is the built-in baseline, in force until somebody sets one: nobody wrote it. */
export const BaselineView = z
  .object({
    version: z.int(),
    etag: z.string().meta({ description: 'Sent back in If-Match, in double quotes.' }),
    baseline: Baseline,
    updated_at: z.int().nullable(),
    updated_by: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'BaselineVersion' });
export type BaselineView = z.infer<typeof BaselineView>;

/** What the problems `edit_conflict` (412) and `if_match_required` (428) carry beside the usual members: what is in force. */
export const BaselineConflict = z.object({ current: BaselineView }).meta({ id: 'BaselineConflict' });
export type BaselineConflict = z.infer<typeof BaselineConflict>;

/** `accept_broken` names the contracts ("service/environment") that are knowingly left looser than the baseline. */
export const PutBaseline = z
  .strictObject({
    baseline: Baseline,
    reason: Reason,
    accept_broken: z.array(z.string()).default([]),
  })
  .meta({ id: 'PutBaseline' });
export type PutBaseline = z.infer<typeof PutBaseline>;

/** A baseline that nobody has set yet, to be looked at. */
export const PreviewBaseline = z.strictObject({ baseline: Baseline }).meta({ id: 'PreviewBaseline' });
export type PreviewBaseline = z.infer<typeof PreviewBaseline>;

/**
 * The published contracts that a new baseline would not allow: what its preview answers, and what the problem
 * `baseline_breaks_contracts` (409) carries.
 */
export const BaselineBreaksContracts = z
  .object({
    broken: z.array(
      z.object({
        contract: z.string().meta({ description: '"service/environment", as accept_broken wants it.' }),
        service: Slug,
        environment: Slug,
        version: z.int(),
        findings: z.array(LintFinding),
      }),
    ),
  })
  .meta({ id: 'BaselineBreaksContracts' });
export type BaselineBreaksContracts = z.infer<typeof BaselineBreaksContracts>;
