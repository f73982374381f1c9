'use client';

import type { ServiceView } from '@accord/contract/http';
import { Badge, PageHeader, Skeleton, SkeletonRows, Tabs, buttonClass } from '@accord/ui';
import { Archive, ChevronRight, FilePen } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, useQueryState, useQueryStates, parseAsInteger } from 'nuqs';
import { asProblem } from '../../lib/api-problem';
import { QueryView } from '../shared/query-view';
import { EnvironmentPanel } from './environment-panel';
import { useService } from './services-queries';

export function ServicePage({ service }: { service: string }) {
  const query = useService(service);
  if (query.error && asProblem(query.error).status === 404) return <NoSuchService service={service} />;
  return (
    <>
      <nav aria-label="Breadcrumb" className="mb-2 flex items-center gap-1 text-xs text-muted">
        <Link href="/services" className="rounded-sm hover:text-text hover:underline">
          Services
        </Link>
        <ChevronRight aria-hidden="true" className="size-3" />
        <span aria-current="page">{service}</span>
      </nav>
      <PageHeader
        title={query.data?.title ?? service}
        hint={
          query.data ? (
            <ServiceHint service={query.data} />
          ) : (
            query.isPending && <Skeleton className="h-5 w-72" />
          )
        }
      />
      <QueryView query={query} skeleton={<SkeletonRows rows={10} label="Loading the service" />}>
        {(view) => <Environments service={view} />}
      </QueryView>
    </>
  );
}

function ServiceHint({ service }: { service: ServiceView }) {
  return (
    <>
      <code>{service.name}</code>
      {service.owner && <> · {service.owner}</>}
      {service.description && <> · {service.description}</>}{' '}
      {service.archived_at !== null && (
        <Badge tone="neutral" icon={Archive}>
          Archived
        </Badge>
      )}
    </>
  );
}

function Environments({ service }: { service: ServiceView }) {
  const [chosen] = useQueryState('environment', parseAsString);
  const [, setPlace] = useQueryStates({ environment: parseAsString, version: parseAsInteger });
  const standing =
    service.environments.find(({ environment }) => environment === chosen) ?? service.environments[0];
  if (!standing)
    return (
      <p className="text-sm text-muted">There is no environment yet. Add one under Settings, Environments.</p>
    );
  return (
    <Tabs
      label="Environments"
      value={standing.environment}
      // A version number means something else in another environment.
      onChange={(environment) => void setPlace({ environment, version: null })}
      items={service.environments.map((entry) => ({
        value: entry.environment,
        label: entry.environment,
        adornment: entry.has_draft && (
          <Badge tone="accent" icon={FilePen}>
            Draft
          </Badge>
        ),
        content: <EnvironmentPanel service={service.name} standing={entry} />,
      }))}
    />
  );
}

function NoSuchService({ service }: { service: string }) {
  return (
    <>
      <PageHeader
        title="There is no such service"
        hint={`Nothing is called “${service}”, or it was archived.`}
      />
      <Link href="/services" className={buttonClass('secondary', 'md')}>
        Go to services
      </Link>
    </>
  );
}
