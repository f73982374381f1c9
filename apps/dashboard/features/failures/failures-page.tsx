'use client';

import { PageHeader, Skeleton, SkeletonRows } from '@accord/ui';
import { QueryView } from '../shared/query-view';
import { BeforeAfter } from './before-after';
import { Facets } from './facets';
import { FailureChart } from './failure-chart';
import { FailureFigures } from './failure-figures';
import { useFailures } from './failures-queries';
import { useFilters } from './filters';
import { FilterBar } from './filter-bar';
import { NotesTable } from './notes-table';
import { TotalsTable } from './totals-table';

export function FailuresPage() {
  const { filters, update } = useFilters();
  const query = useFailures(filters);
  return (
    <>
      <PageHeader title="Failures" hint="Every verdict that services reported, counted by its reason." />
      <FilterBar filters={filters} update={update} />
      <QueryView query={query} skeleton={<FailuresSkeleton />}>
        {(view) => (
          <>
            <FailureFigures view={view} filters={filters} update={update} />
            <FailureChart view={view} filters={filters} update={update} />
            {filters.compare !== null && (
              <BeforeAfter at={filters.compare} filters={filters} update={update} />
            )}
            <div className="mt-10 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_288px]">
              <div className="flex min-w-0 flex-col gap-10">
                <TotalsTable view={view} filters={filters} update={update} />
                <NotesTable view={view} filters={filters} update={update} />
              </div>
              <Facets view={view} filters={filters} update={update} />
            </div>
          </>
        )}
      </QueryView>
    </>
  );
}

function FailuresSkeleton() {
  return (
    <>
      <Skeleton className="mb-6 h-12 w-full max-w-2xl" />
      <Skeleton className="mb-10 h-65 w-full" />
      <SkeletonRows rows={8} label="Loading verdicts" />
    </>
  );
}
