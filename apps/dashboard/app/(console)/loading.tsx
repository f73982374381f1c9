import { Skeleton, SkeletonRows } from '@accord/ui';

export default function ConsoleLoading() {
  return (
    <>
      <Skeleton className="mb-6 h-7 w-48" />
      <SkeletonRows rows={8} label="Loading the page" />
    </>
  );
}
