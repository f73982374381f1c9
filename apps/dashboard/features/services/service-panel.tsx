'use client';

import type { ServiceEnvironment, ServiceView } from '@accord/contract/http';
import { SkeletonRows, buttonClass } from '@accord/ui';
import { Dialog } from '@base-ui/react/dialog';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import Link from 'next/link';
import { useRef, type KeyboardEvent } from 'react';
import { contractPath } from '../contract-editor/contract-path';
import { comparisonPath } from '../contract-versions/comparison-path';
import { Fact } from '../shared/fact';
import { QueryView } from '../shared/query-view';
import { FleetCell, PublishedCell, RefusedCell } from './environment-cells';
import { NextKeyEventCell } from './next-key-event-cell';
import { servicePath } from './service-path';
import { useService } from './services-queries';
import { openerOf } from './services-table';
import { StarToggle } from './star-toggle';

export interface ServicePanelProps {
  service: string;
  /** As the list tells of it; undefined when it is not on the pages in sight. */
  known: ServiceView | undefined;
  /** To the service before (-1) or after (1) this one in the list; null where there is none. */
  neighbours: { before: string | null; after: string | null };
  onOpen: (service: string) => void;
  onClose: () => void;
}

/** A service beside the list: everything that the list says of it, without leaving the list. */
export function ServicePanel({ service, known, neighbours, onOpen, onClose }: ServicePanelProps) {
  const query = useService(service, known);
  const popup = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent) => {
    const next =
      event.key === 'ArrowDown' ? neighbours.after : event.key === 'ArrowUp' ? neighbours.before : null;
    if (next === null) return;
    event.preventDefault();
    onOpen(next);
  };
  return (
    <Dialog.Root open modal="trap-focus" disablePointerDismissal onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          initialFocus={popup}
          // Whoever stepped on returns to the row of the service that was seen last.
          finalFocus={() => openerOf(service) ?? true}
          onKeyDown={step}
          className="fixed inset-y-0 right-0 z-40 flex w-full flex-col border-l bg-surface shadow-popup outline-none sm:w-104"
        >
          <div className="flex items-start gap-0.5 border-b py-3 pr-3 pl-5">
            <div className="min-w-0 flex-1 pt-0.5 pr-1" aria-live="polite">
              <Dialog.Title className="text-lg font-semibold break-words">
                {query.data?.title ?? service}
              </Dialog.Title>
              <code className="text-xs break-all text-muted">{service}</code>
            </div>
            <span className="flex h-8 items-center">{query.data && <StarToggle service={query.data} />}</span>
            <StepButton label="Previous service" icon={ArrowUp} to={neighbours.before} onOpen={onOpen} />
            <StepButton label="Next service" icon={ArrowDown} to={neighbours.after} onOpen={onOpen} />
            <Dialog.Close aria-label="Close the details" className={buttonClass('ghost', 'icon')}>
              <X aria-hidden="true" />
            </Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 text-sm">
            <QueryView query={query} skeleton={<SkeletonRows rows={8} label="Loading the service" />}>
              {(view) => <Details service={view} />}
            </QueryView>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface StepButtonProps {
  label: string;
  icon: typeof ArrowUp;
  to: string | null;
  onOpen: (service: string) => void;
}

function StepButton({ label, icon: Icon, to, onOpen }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={to === null}
      onClick={() => to !== null && onOpen(to)}
      className={buttonClass('ghost', 'icon')}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}

function Details({ service }: { service: ServiceView }) {
  const published = service.environments.filter((standing) => standing.published !== null);
  const [first, second] = published;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Link href={servicePath(service.name)} className={buttonClass('secondary', 'sm')}>
          Open the service
        </Link>
        {first && second && (
          <Link
            href={comparisonPath(placed(service, second), placed(service, first))}
            className={buttonClass('secondary', 'sm')}
          >
            Compare {first.environment} with {second.environment}
          </Link>
        )}
      </div>
      <p className="mt-3 text-muted">
        {service.owner ? <>Owned by {service.owner}. </> : 'Nobody is named as its owner. '}
        {service.description}
      </p>
      {service.environments.map((standing) => (
        <Environment key={standing.environment} service={service.name} standing={standing} />
      ))}
    </>
  );
}

function placed(service: ServiceView, standing: ServiceEnvironment) {
  return {
    service: service.name,
    environment: standing.environment,
    version: standing.published?.version ?? 1,
  };
}

function Environment({ service, standing }: { service: string; standing: ServiceEnvironment }) {
  const { environment, published } = standing;
  return (
    <section className="mt-6">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b pb-1.5">
        <h3 className="font-semibold">{environment}</h3>
        <div className="flex gap-1">
          {published && (
            <Link
              href={contractPath(service, environment, 'versions')}
              className={buttonClass('ghost', 'sm')}
            >
              Versions
            </Link>
          )}
          <Link href={contractPath(service, environment, 'edit')} className={buttonClass('ghost', 'sm')}>
            {published ? 'Edit the contract' : 'Write the contract'}
          </Link>
        </div>
      </div>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-5 gap-y-3 pt-3">
        <Fact term="Contract">
          <PublishedCell standing={standing} />
          {published?.reason && <p className="mt-0.5 text-xs text-muted">{published.reason}</p>}
        </Fact>
        <Fact term="Fleet">
          <FleetCell instances={standing.instances} />
        </Fact>
        <Fact term="Refused">
          <RefusedCell service={service} environment={environment} lastHour={standing.last_hour} />
        </Fact>
        <Fact term="Keys">
          <NextKeyEventCell event={standing.next_key_event} />
        </Fact>
      </dl>
    </section>
  );
}
