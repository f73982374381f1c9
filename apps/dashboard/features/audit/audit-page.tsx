'use client';

import { Button, EmptyState, PageHeader, SkeletonRows } from '@accord/ui';
import { ArrowUp, ScrollText } from 'lucide-react';
import { Suspense, lazy } from 'react';
import { ApiProblem } from '../../lib/api-problem';
import { useSession } from '../session/session-queries';
import { LoadMore } from '../shared/load-more';
import { NoMatch } from '../shared/no-match';
import { NotAllowed } from '../shared/not-allowed';
import { QueryView } from '../shared/query-view';
import { AuditFilterBar } from './audit-filter-bar';
import { isFiltered, isInverted, useAuditFilters, useOpenEvent, type AuditFilters } from './audit-filters';
import { useAuditEvents, useNewEvents } from './audit-queries';
import { AuditTable } from './audit-table';
import { ChainState } from './chain-state';
import { ExportLinks } from './export-links';

const EventDialog = lazy(async () => ({ default: (await import('./event-dialog')).EventDialog }));

/** The change log: who did what, when, why, and whether it reached the fleet. */
export function AuditPage() {
  const { data: session } = useSession();
  const { filters, update, clear } = useAuditFilters();
  const [open, setOpen] = useOpenEvent();
  const mayRead = session?.permissions.includes('audit:read') ?? false;
  const query = useAuditEvents(filters, mayRead);
  const news = useNewEvents(filters, query.data && (query.data.pages[0]?.items[0]?.number ?? 0));
  return (
    <>
      <PageHeader
        title="Audit"
        hint="Every change, in the one order in which they happened. Nothing changes without an event."
        actions={<ExportLinks filters={filters} />}
      />
      {session && !mayRead ? (
        <NotAllowed permission="audit:read" role={session.principal.role} what="the change log" />
      ) : (
        <>
          {mayRead && (
            <>
              <ChainState />
              <AuditFilterBar filters={filters} update={update} clear={clear} />
            </>
          )}
          {news && (
            <div className="mb-3 flex justify-center">
              <Button variant="secondary" size="sm" onClick={() => void query.refetch()}>
                <ArrowUp aria-hidden="true" />
                {news} new
              </Button>
            </div>
          )}
          {namesNoService(query.error, filters) ? (
            <NoEvents filters={filters} clear={clear} />
          ) : (
            <QueryView query={query} skeleton={<SkeletonRows rows={12} label="Loading events" />}>
              {({ pages }) => {
                const events = pages.flatMap((page) => page.items);
                if (events.length === 0) return <NoEvents filters={filters} clear={clear} />;
                return (
                  <>
                    <AuditTable events={events} open={open} onOpen={(number) => void setOpen(number)} />
                    <LoadMore query={query} />
                  </>
                );
              }}
            </QueryView>
          )}
          {mayRead && open !== null && (
            <Suspense>
              <EventDialog number={open} onClose={() => void setOpen(null)} />
            </Suspense>
          )}
        </>
      )}
    </>
  );
}

/** The API refuses the name of a service that never was, as any name is while it is being typed. */
function namesNoService(error: Error | null, { service }: AuditFilters): boolean {
  return service !== null && error instanceof ApiProblem && [400, 404].includes(error.status);
}

function NoEvents({ filters, clear }: { filters: AuditFilters; clear: () => void }) {
  if (!isFiltered(filters)) {
    return (
      <EmptyState icon={ScrollText} title="Nothing has happened yet">
        The first change, such as creating a service, shows here at once.
      </EmptyState>
    );
  }
  if (isInverted(filters)) {
    return (
      <NoMatch title="“From” is after “To”" clear={clear}>
        No day lies between them. Choose an earlier “From” or a later “To”.
      </NoMatch>
    );
  }
  return (
    <NoMatch title="No event matches these filters" clear={clear}>
      Days are UTC days, both inclusive. A service is found by its whole name; actors and objects also by a
      part of theirs.
    </NoMatch>
  );
}
