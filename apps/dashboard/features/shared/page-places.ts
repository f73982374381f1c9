/** Where a page of a list begins: its cursor, how many pages lie before it, and the place of the one before. */
export interface PagePlace {
  readonly cursor: string | undefined;
  readonly index: number;
  readonly before: PagePlace | null;
}

const FIRST: PagePlace = { cursor: undefined, index: 0, before: null };

/**
 * Options of a TanStack infinite query over pages with a forward cursor. Only the pages around what is looked at are
 * kept, so that reading them again costs the same however far somebody scrolled; a page that was left is found again by
 * the cursor that once led to it.
 */
export const pagesInSight = {
  initialPageParam: FIRST,
  maxPages: 4,
  getNextPageParam: (
    last: { next_cursor: string | null },
    _pages: unknown,
    place: PagePlace,
  ): PagePlace | undefined =>
    last.next_cursor === null
      ? undefined
      : { cursor: last.next_cursor, index: place.index + 1, before: place },
  getPreviousPageParam: (_first: unknown, _pages: unknown, place: PagePlace): PagePlace | undefined =>
    place.before ?? undefined,
};
