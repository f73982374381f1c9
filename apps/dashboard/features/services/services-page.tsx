'use client';

import type { ServiceView } from '@accord/contract/http';
import { EmptyState, PageHeader, SkeletonRows, buttonClass } from '@accord/ui';
import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Suspense, lazy, memo } from 'react';
import { LoadMore } from '../shared/load-more';
import { MissingRowsSkeleton } from '../shared/missing-rows';
import { NoMatch } from '../shared/no-match';
import { QueryView } from '../shared/query-view';
import { useRowWindow } from '../shared/use-row-window';
import { useSettled } from '../shared/use-settled';
import { CreateService } from './create-service';
import { ServiceFilterBar } from './service-filter-bar';
import {
  narrows,
  noMatchWords,
  useOpenService,
  useServiceFilters,
  type ServiceFilters,
} from './service-filters';
import { SERVICES_ON_PAGE, useServices } from './services-queries';
import { servicePath } from './service-path';
import { ServicesTable, rowsOf } from './services-table';

const ServicePanel = lazy(async () => ({ default: (await import('./service-panel')).ServicePanel }));

export function ServicesPage() {
  const { filters, update, clear } = useServiceFilters();
  const router = useRouter();
  return (
    <>
      <PageHeader
        title="Services"
        hint="What each service accepts as a valid token, and how much of its fleet enforces it."
        actions={<CreateService onCreated={({ name }) => router.push(servicePath(name))} />}
      />
      <ServiceFilterBar filters={filters} update={update} clear={clear} />
      <FoundServices filters={useSettled(filters)} clear={clear} />
    </>
  );
}

interface FoundServicesProps {
  filters: ServiceFilters;
  clear: () => void;
}

/** Drawn anew only when typing pauses: no letter waits for the list. */
const FoundServices = memo(function FoundServices({ filters, clear }: FoundServicesProps) {
  const query = useServices(filters);
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={8} label="Loading services" />}>
      {({ pages }) => {
        const services = pages.flatMap((page) => page.items);
        if (services.length === 0 && !query.hasPreviousPage) {
          if (!narrows(filters)) return <NoServices />;
          return (
            <NoMatch title="No service matches these filters" clear={clear}>
              {noMatchWords(filters)}
            </NoMatch>
          );
        }
        return <List query={query} services={services} environment={filters.environment} />;
      }}
    </QueryView>
  );
});

interface ListProps {
  query: ReturnType<typeof useServices>;
  services: readonly ServiceView[];
  environment: string;
}

function List({ query, services, environment }: ListProps) {
  const [open, setOpen] = useOpenService();
  const all = rowsOf(services, environment);
  const { rows, window, missing, scrollTo } = useRowWindow(query, all, rowsOnPage(services, all.length));
  const at = services.findIndex(({ name }) => name === open);
  const neighbour = (step: number) => (at < 0 ? null : (services[at + step]?.name ?? null));
  const show = (service: string) => {
    scrollTo(all.findIndex((row) => row.service.name === service));
    void setOpen(service);
  };
  return (
    <>
      <div className="relative">
        <ServicesTable rows={rows} window={window} open={open} onOpen={(service) => void setOpen(service)} />
        <MissingRowsSkeleton missing={missing} label="Loading services" />
      </div>
      <LoadMore query={query} />
      {open !== null && (
        <Suspense>
          <ServicePanel
            service={open}
            known={services[at]}
            neighbours={{ before: neighbour(-1), after: neighbour(1) }}
            onOpen={show}
            onClose={() => void setOpen(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Every service has the same environments, and so the same number of rows. */
function rowsOnPage(services: readonly ServiceView[], rows: number): number {
  return SERVICES_ON_PAGE * Math.max(1, Math.round(rows / services.length));
}

function NoServices() {
  return (
    <EmptyState
      icon={Boxes}
      title="Create the first service"
      action={
        <div className="flex justify-center">
          <Link href="/start" className={buttonClass('primary', 'md')}>
            Get started
          </Link>
        </div>
      }
    >
      A service is what checks tokens: it gets one contract per environment. “Get started” leads from here to
      the first verdict, step by step.
    </EmptyState>
  );
}
