import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { pagesInSight, type PagePlace } from './page-places';

const LAST_PAGE = 7;

/** A list of pages 0 to 7, each of which names itself; `asked` are the cursors in the order of the requests. */
function openList() {
  const asked: (string | undefined)[] = [];
  const list = new InfiniteQueryObserver(new QueryClient(), {
    queryKey: ['list'],
    queryFn: ({ pageParam }: { pageParam: PagePlace }) => {
      asked.push(pageParam.cursor);
      const page = Number(pageParam.cursor ?? 0);
      return { page, next_cursor: page === LAST_PAGE ? null : String(page + 1) };
    },
    ...pagesInSight,
  });
  list.subscribe(() => undefined);
  const shown = () => ({
    pages: list.getCurrentResult().data?.pages.map(({ page }) => page),
    first: (list.getCurrentResult().data?.pageParams as PagePlace[] | undefined)?.[0]?.index,
  });
  return { list, asked, shown };
}

it('lets go of the pages that were left, knows how many they are, and finds them again', async () => {
  const { list, shown } = openList();
  await list.refetch();
  for (let more = 0; more < LAST_PAGE; more += 1) await list.fetchNextPage();
  expect(shown()).toEqual({ pages: [4, 5, 6, 7], first: 4 });
  expect(list.getCurrentResult().hasNextPage).toBe(false);
  for (let back = 0; back < 4; back += 1) await list.fetchPreviousPage();
  expect(shown()).toEqual({ pages: [0, 1, 2, 3], first: 0 });
  expect(list.getCurrentResult().hasPreviousPage).toBe(false);
});

it('reads only what it keeps again', async () => {
  const { list, asked, shown } = openList();
  await list.refetch();
  for (let more = 0; more < 5; more += 1) await list.fetchNextPage();
  asked.length = 0;
  await list.refetch();
  expect(asked).toEqual(['2', '3', '4', '5']);
  expect(shown()).toEqual({ pages: [2, 3, 4, 5], first: 2 });
});
