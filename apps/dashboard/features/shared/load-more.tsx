import { Button } from '@accord/ui';

export interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  onLoad: () => void;
}

/** The next page of a list, on demand: nothing moves that is being read. */
export function LoadMore({ hasMore, loading, onLoad }: LoadMoreProps) {
  if (!hasMore) return null;
  return (
    <div className="flex justify-center pt-4">
      <Button variant="secondary" size="md" onClick={onLoad} aria-disabled={loading}>
        {loading ? 'Loading…' : 'Show more'}
      </Button>
    </div>
  );
}
