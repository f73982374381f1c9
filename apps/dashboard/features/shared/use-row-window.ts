'use client';

import type { RowWindow } from '@accord/ui';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState } from 'react';
import type { PagePlace } from './page-places';

/** Rows beside those in sight that stay in the document, so that a step with the keyboard finds the next one. */
const OVERSCAN = 8;
/** What a row takes until it was measured, in pixels. */
const ROW_HEIGHT = 52;
/** The headers of page and table lie over what is scrolled beneath them, in pixels. */
const HEADERS_HEIGHT = 84;

/** The members of a TanStack infinite query over `pagesInSight` that its window needs. */
export interface PagedQuery {
  data: { pageParams: readonly unknown[] } | undefined;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  isFetchingNextPage: boolean;
  isFetchingPreviousPage: boolean;
  isFetchNextPageError: boolean;
  isFetchPreviousPageError: boolean;
  fetchNextPage: () => unknown;
  fetchPreviousPage: () => unknown;
}

/** Where rows are in sight that are not read yet: from the beginning of the rows, in pixels. */
export interface MissingRows {
  before: number;
  height: number;
}

export interface RowsInSight<Row> {
  rows: readonly Row[];
  window: RowWindow;
  /** After a jump back to pages that were let go; null when everything in sight is there. */
  missing: MissingRows | null;
  /** Brings a row into sight; `index` counts among the rows that were given. */
  scrollTo: (index: number) => void;
}

/**
 * Of the rows of the pages that are kept, those in sight; pages that come into sight are fetched. `rowsOnPage`: how many
 * rows a full page has.
 */
export function useRowWindow<Row>(
  query: PagedQuery,
  rows: readonly Row[],
  rowsOnPage: number,
): RowsInSight<Row> {
  const [top, setTop] = useState(0);
  const anchor = useCallback((body: HTMLElement | null) => {
    if (body) setTop(body.getBoundingClientRect().top + window.scrollY);
  }, []);
  const left = pagesLeft(query) * rowsOnPage;
  const known = left + rows.length;
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: known,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: HEADERS_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const [firstSeen, lastSeen] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const wantsNext = query.hasNextPage && !query.isFetchingNextPage && !query.isFetchNextPageError;
  const wantsPrevious =
    query.hasPreviousPage && !query.isFetchingPreviousPage && !query.isFetchPreviousPageError;
  const reachesEnd = wantsNext && lastSeen >= known - 1;
  const reachesStart = wantsPrevious && firstSeen < left;
  const { fetchNextPage, fetchPreviousPage } = query;
  useEffect(() => {
    if (reachesStart) void fetchPreviousPage();
    else if (reachesEnd) void fetchNextPage();
  }, [reachesStart, reachesEnd, fetchNextPage, fetchPreviousPage]);

  const seen = items.filter(({ index }) => index >= left);
  const [first, last] = [seen[0], seen.at(-1)];
  const unread = items.filter(({ index }) => index < left);
  const [firstUnread, lastUnread] = [unread[0], unread.at(-1)];
  const end = virtualizer.getTotalSize();
  return {
    rows: seen.flatMap(({ index }) => rows[index - left] ?? []),
    window: {
      first: first?.index ?? left,
      total: query.hasNextPage ? null : known,
      before: (first?.start ?? end + top) - top,
      after: last ? end + top - last.end : 0,
      measure: virtualizer.measureElement,
      anchor,
    },
    missing:
      firstUnread && lastUnread
        ? { before: firstUnread.start - top, height: lastUnread.end - firstUnread.start }
        : null,
    scrollTo: (index) => virtualizer.scrollToIndex(left + index, { align: 'auto' }),
  };
}

function pagesLeft({ data }: PagedQuery): number {
  const [place] = (data?.pageParams ?? []) as readonly PagePlace[];
  return place?.index ?? 0;
}
