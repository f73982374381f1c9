import { z } from 'zod';

/** Lists are sets: duplicates say nothing and hide typing errors. */
export const set = <T extends z.ZodType>(item: T) =>
  z.array(item).refine((list) => new Set(list.map((entry) => JSON.stringify(entry))).size === list.length, {
    message: 'lists an entry twice; remove the duplicate',
    params: { code: 'list_duplicate' },
  });
