import { z } from 'zod';

/** One finding of the lint. `error` refuses a publish; `path` points into the contract. */
export const LintFinding = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    path: z.array(z.union([z.string(), z.int()])),
    message: z.string().meta({ description: 'What is wrong and what to do.' }),
  })
  .meta({ id: 'LintFinding' });
export type LintFinding = z.infer<typeof LintFinding>;
