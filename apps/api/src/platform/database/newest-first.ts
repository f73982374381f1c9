import { LessThan, MoreThan } from 'typeorm';
import { z } from 'zod';

/** The place after which a page of a list starts that is ordered newest first, ids telling apart what is equally old. */
export const NewestFirstPosition = z.object({ createdAt: z.int(), id: z.uuid() });
export type NewestFirstPosition = z.infer<typeof NewestFirstPosition>;

export const NEWEST_FIRST = { createdAt: 'DESC', id: 'ASC' } as const;

export function positionOf({ createdAt, id }: NewestFirstPosition): NewestFirstPosition {
  return { createdAt, id };
}

/** The conditions, one of which holds for what comes after `position`; undefined is the beginning. */
export function olderThan(position: NewestFirstPosition | undefined) {
  if (position === undefined) return [{}];
  const { createdAt, id } = position;
  return [{ createdAt: LessThan(createdAt) }, { createdAt, id: MoreThan(id) }];
}
