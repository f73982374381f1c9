'use client';

import { FleetSort, type FleetInstance } from '@accord/contract/http';
import { EmptyState, Field, Input, PageHeader, Select, SkeletonRows } from '@accord/ui';
import { ServerOff } from 'lucide-react';
import Link from 'next/link';
import { FilterChip } from '../shared/filter-chip';
import { LoadMore } from '../shared/load-more';
import { NoMatch } from '../shared/no-match';
import { QueryView } from '../shared/query-view';
import { useRowWindow } from '../shared/use-row-window';
import { useEnvironmentNames } from '../services/environment-names';
import { MissingRowsSkeleton } from '../shared/missing-rows';
import { useSettled } from '../shared/use-settled';
import { useFleetFilters, type FleetFilters } from './fleet-filters';
import { FleetTable } from './fleet-table';
import { StatusCounts } from './status-counts';
import { INSTANCES_ON_PAGE, useFleet } from './whole-fleet-query';

const SORTS: Readonly<Record<FleetSort, string>> = {
  attention: 'Needs attention',
  service: 'Service',
  last_seen: 'Last seen',
  clock_skew: 'Clock skew',
};
const SORT_OPTIONS = FleetSort.options.map((value) => ({ value, label: SORTS[value] }));

/** Who enforces what: every instance of every service. */
export function FleetPage() {
  const { filters, update } = useFleetFilters();
  const query = useFleet(useSettled(filters));
  return (
    <>
      <PageHeader
        title="Fleet"
        hint="Every running instance: the policy it should enforce, the one it does, and what holds it back."
      />
      <Filters filters={filters} update={update} />
      {filters.lacks !== null && (
        <div className="mb-4">
          <FilterChip
            name="Live and without change"
            value={String(filters.lacks)}
            onTakeOff={() => update({ lacks: null })}
          />
        </div>
      )}
      <QueryView query={query} skeleton={<SkeletonRows rows={8} label="Loading instances" />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          const [first] = pages;
          return (
            <>
              {first && (
                <StatusCounts
                  counts={first.counts}
                  chosen={filters.status}
                  onChoose={(status) => update({ status })}
                />
              )}
              {rows.length === 0 ? (
                <Nothing filters={filters} update={update} />
              ) : (
                <Instances query={query} all={rows} />
              )}
            </>
          );
        }}
      </QueryView>
    </>
  );
}

interface InstancesProps {
  query: ReturnType<typeof useFleet>;
  all: readonly FleetInstance[];
}

function Instances({ query, all }: InstancesProps) {
  const { rows, window, missing } = useRowWindow(query, all, INSTANCES_ON_PAGE);
  return (
    <>
      <div className="relative">
        <FleetTable rows={rows} window={window} />
        <MissingRowsSkeleton missing={missing} label="Loading instances" />
      </div>
      <LoadMore query={query} />
    </>
  );
}

interface FiltersProps {
  filters: FleetFilters;
  update: (next: Partial<FleetFilters>) => void;
}

function Filters({ filters, update }: FiltersProps) {
  const environments = useEnvironmentNames();
  const options = [{ value: '', label: 'All' }, ...environments.map((value) => ({ value, label: value }))];
  return (
    <div className="mb-4 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
      <div className="col-span-2 sm:w-72">
        <Field label="Search" name="search" quiet>
          <Input
            type="search"
            placeholder="Service or instance id"
            value={filters.search}
            onValueChange={(search) => update({ search })}
          />
        </Field>
      </div>
      <Select
        quiet
        label="Environment"
        options={options}
        value={filters.environment}
        onChange={(environment) => update({ environment })}
      />
      <Select
        quiet
        label="Order by"
        options={SORT_OPTIONS}
        value={filters.sort}
        onChange={(value) => update({ sort: FleetSort.catch('attention').parse(value) })}
      />
    </div>
  );
}

const NO_FILTERS = { search: '', environment: '', status: null, lacks: null };

function Nothing({ filters, update }: FiltersProps) {
  const { search, environment, status, lacks } = filters;
  const narrowed = search !== '' || environment !== '' || status !== null;
  if (lacks !== null && !narrowed) {
    return (
      <NoMatch title={`No live instance lacks change ${lacks}`} clear={() => update(NO_FILTERS)}>
        Every live instance that it concerns has applied it.
      </NoMatch>
    );
  }
  return narrowed ? (
    <NoMatch title="No instance matches these filters" clear={() => update(NO_FILTERS)}>
      The search finds parts of a service’s name and of an instance’s id. Take a filter off to see more.
    </NoMatch>
  ) : (
    <EmptyState icon={ServerOff} title="No instance has polled yet">
      Choose an environment of a{' '}
      <Link href="/services" className="text-accent underline">
        service
      </Link>
      , make a credential for it, and start the service. It shows up here with its first poll.
    </EmptyState>
  );
}
