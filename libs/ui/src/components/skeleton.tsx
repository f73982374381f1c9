import { cx } from '../lib/cx.js';

/** A quiet block in the size of what is loading, so that nothing jumps when it arrives. */
export function Skeleton({ className }: { className: string }) {
  return (
    <span
      aria-hidden="true"
      data-skeleton=""
      className={cx('block animate-pulse rounded-sm bg-hover', className)}
    />
  );
}

/** Rows of a table that is loading. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="divide-y border-y">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-11 items-center gap-6">
          <Skeleton className="h-3 w-1/5" />
          <Skeleton className="h-3 w-1/4" />
          <Skeleton className="hidden h-3 w-1/6 sm:block" />
          <Skeleton className="ml-auto h-3 w-1/12" />
        </div>
      ))}
    </div>
  );
}
