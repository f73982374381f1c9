import { Button } from '@accord/ui';

export interface LoadMoreProps {
  /** The members of a TanStack infinite query that tell of its next page. */
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The next page of a list, on demand: nothing moves that is being read. */
export function LoadMore({ query }: LoadMoreProps) {
  if (!query.hasNextPage) return null;
  const loading = query.isFetchingNextPage;
  return (
    <div className="flex justify-center pt-4">
      <Button
        variant="secondary"
        size="md"
        onClick={() => void query.fetchNextPage()}
        aria-disabled={loading}
      >
        {loading ? 'Loading…' : 'Show more'}
      </Button>
    </div>
  );
}
