import { z } from 'zod';

/** Lists page with an opaque cursor; `limit` counts items. */
export const PageQuery = z.object({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** One page of a list: `next_cursor` is null on the last one. */
export function Page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.union([z.string(), z.null()]) });
}
