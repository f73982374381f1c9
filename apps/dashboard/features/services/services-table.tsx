import type { ServiceEnvironment, ServiceView } from '@accord/contract/http';
import { DataTable, type Column, type RowWindow } from '@accord/ui';
import { PanelRight } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { RowLink } from '../shared/row-link';
import { FleetCell, PublishedCell, RefusedCell } from './environment-cells';
import { NextKeyEventCell } from './next-key-event-cell';
import { servicePath } from './service-path';
import { StarToggle } from './star-toggle';

export interface ServiceRow {
  service: ServiceView;
  standing: ServiceEnvironment | null;
  first: boolean;
}

/** One row for each service and environment, or for the one that is asked for; a service without any keeps one. */
export function rowsOf(services: readonly ServiceView[], environment: string): ServiceRow[] {
  return services.flatMap((service): ServiceRow[] => {
    const shown = service.environments.filter(
      (standing) => environment === '' || standing.environment === environment,
    );
    if (shown.length === 0) return [{ service, standing: null, first: true }];
    return shown.map((standing, index) => ({ service, standing, first: index === 0 }));
  });
}

interface ServiceCellProps extends ServiceRow {
  onOpen: (service: string) => void;
}

function ServiceCell({ service, first, onOpen }: ServiceCellProps) {
  if (!first) return <span className="text-faint sm:sr-only">{service.title}</span>;
  return (
    <div className="flex min-w-0 items-start gap-1">
      <StarToggle service={service} />
      <div className="min-w-0 flex-1">
        <RowLink
          href={servicePath(service.name)}
          className="rounded-sm font-medium break-words hover:text-accent hover:underline"
        >
          {service.title}
        </RowLink>
        <div className="text-xs text-muted">
          <code>{service.name}</code>
          {service.owner && <> · {service.owner}</>}
        </div>
      </div>
      <button
        type="button"
        data-opens={service.name}
        aria-label={`Details of ${service.title}`}
        aria-haspopup="dialog"
        onClick={() => onOpen(service.name)}
        onKeyDown={stepBetweenRows}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-text"
      >
        <PanelRight aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}

/** The button that opens the panel of a service, while its row is in the document. */
export function openerOf(service: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-opens="${CSS.escape(service)}"]`);
}

/** The arrows lead from the button of one row to that of the next. */
function stepBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLElement>('[data-opens]')];
  all[all.indexOf(event.currentTarget) + step]?.focus();
}

function EnvironmentCell({ service, standing }: ServiceRow) {
  if (!standing) return <span className="text-muted">none</span>;
  return (
    <RowLink
      href={servicePath(service.name, standing.environment)}
      className="rounded-sm break-words hover:text-accent hover:underline"
    >
      {standing.environment}
    </RowLink>
  );
}

function columnsOf(onOpen: (service: string) => void): readonly Column<ServiceRow>[] {
  return [
    {
      key: 'service',
      header: 'Service',
      wrap: true,
      width: 'xl:w-[25%]',
      cell: (row) => <ServiceCell {...row} onOpen={onOpen} />,
    },
    {
      key: 'environment',
      header: 'Environment',
      wrap: true,
      width: 'xl:w-[9%]',
      cell: (row) => <EnvironmentCell {...row} />,
    },
    {
      key: 'published',
      header: 'Contract',
      width: 'xl:w-[16%]',
      cell: ({ standing }) => standing && <PublishedCell standing={standing} />,
    },
    {
      key: 'fleet',
      header: 'Enforcing the newest policy',
      wide: true,
      width: 'xl:w-[19%]',
      cell: ({ standing }) => standing && <FleetCell instances={standing.instances} />,
    },
    {
      key: 'refused',
      header: 'Refused in the last hour',
      wide: true,
      width: 'xl:w-[16%]',
      cell: ({ service, standing }) =>
        standing && (
          <RefusedCell
            service={service.name}
            environment={standing.environment}
            lastHour={standing.last_hour}
          />
        ),
    },
    {
      key: 'key',
      header: 'Next key event',
      wrap: true,
      wide: true,
      width: 'xl:w-[15%]',
      cell: ({ standing }) => standing && <NextKeyEventCell event={standing.next_key_event} />,
    },
  ];
}

export interface ServicesTableProps {
  rows: readonly ServiceRow[];
  window: RowWindow;
  /** The service in the side panel. */
  open: string | null;
  onOpen: (service: string) => void;
}

/** Services and how each stands in every environment. */
export function ServicesTable({ rows, window, open, onOpen }: ServicesTableProps) {
  return (
    <DataTable
      caption="Services by environment"
      columns={columnsOf(onOpen)}
      rows={rows}
      rowKey={({ service, standing }) => `${service.id}-${standing?.environment ?? ''}`}
      startsGroup={({ first }) => first}
      isCurrent={({ service }) => service.name === open}
      window={window}
      onRowClick={({ service }) => onOpen(service.name)}
    />
  );
}
