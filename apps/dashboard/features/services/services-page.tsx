'use client';

import type { ServiceView } from '@accord/contract/http';
import { CodeSnippet, EmptyState, PageHeader, SkeletonRows } from '@accord/ui';
import { Boxes } from 'lucide-react';
import { Suspense, lazy } from 'react';
import { LoadMore } from '../shared/load-more';
import { NoMatch } from '../shared/no-match';
import { QueryView } from '../shared/query-view';
import { useOrigin } from '../shared/use-origin';
import { useRowWindow } from '../shared/use-row-window';
import { ServiceFilterBar } from './service-filter-bar';
import { narrows, useOpenService, useServiceFilters } from './service-filters';
import { SERVICES_ON_PAGE, useServices } from './services-queries';
import { ServicesTable, rowsOf } from './services-table';

const ServicePanel = lazy(async () => ({ default: (await import('./service-panel')).ServicePanel }));

export function ServicesPage() {
  const { filters, update, clear } = useServiceFilters();
  const query = useServices(filters);
  return (
    <>
      <PageHeader
        title="Services"
        hint="What each service accepts as a valid token, and how much of its fleet enforces it."
      />
      <ServiceFilterBar filters={filters} update={update} clear={clear} />
      <QueryView query={query} skeleton={<SkeletonRows rows={8} label="Loading services" />}>
        {({ pages }) => {
          const services = pages.flatMap((page) => page.items);
          if (services.length === 0 && !query.hasPreviousPage) {
            if (!narrows(filters)) return <NoServices />;
            return (
              <NoMatch title="No service matches these filters" clear={clear}>
                Contract, draft and fleet must fit together in one environment. Take one off to see more.
              </NoMatch>
            );
          }
          return <List query={query} services={services} environment={filters.environment} />;
        }}
      </QueryView>
    </>
  );
}

interface ListProps {
  query: ReturnType<typeof useServices>;
  services: readonly ServiceView[];
  environment: string;
}

function List({ query, services, environment }: ListProps) {
  const [open, setOpen] = useOpenService();
  const all = rowsOf(services, environment);
  const { rows, window, scrollTo } = useRowWindow(query, all, rowsOnPage(services, all.length));
  const at = services.findIndex(({ name }) => name === open);
  const neighbour = (step: number) => (at < 0 ? null : (services[at + step]?.name ?? null));
  const show = (service: string) => {
    scrollTo(all.findIndex((row) => row.service.name === service));
    void setOpen(service);
  };
  return (
    <>
      <ServicesTable rows={rows} window={window} open={open} onOpen={(service) => void setOpen(service)} />
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
  const origin = useOrigin();
  const code = `curl -X POST ${origin}/v1/services \\
  -H "Authorization: Bearer $ACCORD_TOKEN" \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -H "Content-Type: application/json" \\
  -d '{ "name": "payments", "title": "Payments", "owner": "Money Movement" }'`;
  return (
    <EmptyState
      icon={Boxes}
      title="Create the first service"
      action={<CodeSnippet title="Shell" code={code} />}
    >
      A service is what checks tokens: it gets one contract per environment. Create it with an API token; it
      appears here at once.
    </EmptyState>
  );
}
