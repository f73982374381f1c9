'use client';

import { CodeSnippet, EmptyState, Field, Input, PageHeader, SkeletonRows } from '@accord/ui';
import { Boxes, SearchX } from 'lucide-react';
import { debounce, parseAsString, useQueryState } from 'nuqs';
import { LoadMore } from '../shared/load-more';
import { QueryView } from '../shared/query-view';
import { useOrigin } from '../shared/use-origin';
import { useServices } from './services-queries';
import { ServicesTable } from './services-table';

const searchParser = parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(250) });

export function ServicesPage() {
  const [search, setSearch] = useQueryState('search', searchParser);
  const query = useServices(search);
  return (
    <>
      <PageHeader
        title="Services"
        hint="What each service accepts as a valid token, and how much of its fleet enforces it."
        actions={
          <Field label="Search" name="search" labelHidden>
            <Input
              type="search"
              placeholder="Search services"
              value={search}
              onValueChange={(value) => void setSearch(value)}
              className="w-60"
            />
          </Field>
        }
      />
      <QueryView query={query} skeleton={<SkeletonRows rows={8} label="Loading services" />}>
        {({ pages }) => {
          const services = pages.flatMap((page) => page.items);
          if (services.length === 0) return search ? <NoMatch search={search} /> : <NoServices />;
          return (
            <>
              <ServicesTable services={services} />
              <LoadMore query={query} />
            </>
          );
        }}
      </QueryView>
    </>
  );
}

function NoMatch({ search }: { search: string }) {
  return (
    <EmptyState icon={SearchX} title={`No service matches “${search}”`}>
      Names and titles are searched. Shorten the text, or clear it to see all services.
    </EmptyState>
  );
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
