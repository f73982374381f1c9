import { z } from 'zod';

/**
 * One change between two contracts. `path` is the member in dots (`time.max_lifetime_seconds`), `sentence` says
 * in plain words what is refused or accepted from now on.
 */
export const ContractChange = z
  .object({
    effect: z.enum(['tighter', 'looser', 'neutral']),
    path: z.string(),
    sentence: z.string(),
  })
  .meta({ id: 'ContractChange' });
export type ContractChange = z.infer<typeof ContractChange>;
