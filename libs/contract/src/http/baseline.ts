import { z } from 'zod';
import { Baseline } from '../model/baseline.js';

export const BaselineView = z
  .object({ version: z.int(), baseline: Baseline, updated_at: z.int(), updated_by: z.string() })
  .meta({ id: 'BaselineVersion' });
export type BaselineView = z.infer<typeof BaselineView>;
/** `accept_broken` names the contracts ("service/environment") that are knowingly left looser than the baseline. */
export const PutBaseline = z
  .strictObject({
    baseline: Baseline,
    reason: z.string().min(1).max(2000),
    accept_broken: z.array(z.string()).default([]),
  })
  .meta({ id: 'PutBaseline' });
export type PutBaseline = z.infer<typeof PutBaseline>;
