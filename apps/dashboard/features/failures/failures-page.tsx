'use client';

import { PageHeader, Skeleton, SkeletonRows } from '@accord/ui';
import { useSearchParams } from 'next/navigation';
import { NoMatch } from '../shared/no-match';
import { QueryView } from '../shared/query-view';
import { addressFault } from './address-fault';
import { BeforeAfter } from './before-after';
import { Facets } from './facets';
import { FailureChart } from './failure-chart';
import { FailureFigures } from './failure-figures';
import { useFailures } from './failures-queries';
import { useFilters, type Filters, type FilterUpdate } from './filters';
import { FilterBar } from './filter-bar';
import { NotesTable } from './notes-table';
import { TotalsTable } from './totals-table';

export function FailuresPage() {
  const { filters, update, clear } = useFilters();
  const fault = addressFault(useSearchParams());
  return (
    <>
      <PageHeader title="Failures" hint="Every verdict that services reported, counted by its reason." />
      <FilterBar filters={filters} update={update} />
      {fault ? (
        <NoMatch title={fault.title} clear={clear}>
          {fault.text}
        </NoMatch>
      ) : (
        <Failures filters={filters} update={update} />
      )}
    </>
  );
}

interface FailuresProps {
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

function Failures({ filters, update }: FailuresProps) {
  const query = useFailures(filters);
  return (
    <QueryView query={query} skeleton={<FailuresSkeleton />}>
      {(view) => (
        <>
          <FailureFigures view={view} filters={filters} update={update} />
          <FailureChart view={view} filters={filters} update={update} />
          {filters.compare !== null && <BeforeAfter at={filters.compare} filters={filters} update={update} />}
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
