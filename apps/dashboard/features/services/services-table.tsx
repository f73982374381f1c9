import type { ServiceEnvironment, ServiceView } from '@accord/contract/http';
import { DataTable, type Column } from '@accord/ui';
import Link from 'next/link';
import { FleetCell, PublishedCell, RefusedCell } from './environment-cells';

interface Row {
  service: ServiceView;
  standing: ServiceEnvironment | null;
  first: boolean;
}

/** One row for each service and environment; a service without environments keeps one. */
function rowsOf(services: readonly ServiceView[]): Row[] {
  return services.flatMap((service): Row[] =>
    service.environments.length === 0
      ? [{ service, standing: null, first: true }]
      : service.environments.map((standing, index) => ({ service, standing, first: index === 0 })),
  );
}

export function servicePath(service: string, environment?: string): string {
  const path = `/services/${encodeURIComponent(service)}`;
  return environment ? `${path}?environment=${encodeURIComponent(environment)}` : path;
}

function ServiceCell({ service, first }: Row) {
  if (!first) return <span className="text-faint sm:sr-only">{service.title}</span>;
  return (
    <div className="min-w-0">
      <Link
        href={servicePath(service.name)}
        className="rounded-sm font-medium hover:text-accent hover:underline"
      >
        {service.title}
      </Link>
      <div className="text-xs text-muted">
        <code>{service.name}</code>
        {service.owner && <> · {service.owner}</>}
      </div>
    </div>
  );
}

function EnvironmentCell({ service, standing }: Row) {
  if (!standing) return <span className="text-muted">none</span>;
  return (
    <Link
      href={servicePath(service.name, standing.environment)}
      className="rounded-sm hover:text-accent hover:underline"
    >
      {standing.environment}
    </Link>
  );
}

const columns: readonly Column<Row>[] = [
  { key: 'service', header: 'Service', wrap: true, cell: (row) => <ServiceCell {...row} /> },
  { key: 'environment', header: 'Environment', cell: (row) => <EnvironmentCell {...row} /> },
  {
    key: 'published',
    header: 'Contract',
    cell: ({ standing }) => standing && <PublishedCell standing={standing} />,
  },
  {
    key: 'fleet',
    header: 'Enforcing the newest policy',
    wide: true,
    cell: ({ standing }) => standing && <FleetCell instances={standing.instances} />,
  },
  {
    key: 'refused',
    header: 'Refused in the last hour',
    wide: true,
    cell: ({ service, standing }) =>
      standing && (
        <RefusedCell
          service={service.name}
          environment={standing.environment}
          lastHour={standing.last_hour}
        />
      ),
  },
];

/** Services and how each stands in every environment. */
export function ServicesTable({ services }: { services: readonly ServiceView[] }) {
  return (
    <DataTable
      caption="Services by environment"
      columns={columns}
      rows={rowsOf(services)}
      rowKey={({ service, standing }) => `${service.id}-${standing?.environment ?? ''}`}
      startsGroup={({ first }) => first}
    />
  );
}
