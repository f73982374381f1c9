'use client';

import type { AuditEventView } from '@accord/contract/http';
import { Button, CopyButton, Dialog, SkeletonRows, TimeText } from '@accord/ui';
import { Fact } from '../shared/fact';
import { QueryView } from '../shared/query-view';
import { useAuditEvent } from './audit-queries';
import { ActorText } from './audit-table';
import { EventDiff } from './event-diff';
import { EventReach } from './event-reach';

/** One event: who, when, why, how far it came, and what it did. */
export function EventDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const query = useAuditEvent(number);
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={query.data ? query.data.action : `Event ${number}`}
      description={query.data && `${query.data.object.kind} ${query.data.object.name}`}
      footer={
        <Button variant="secondary" size="md" onClick={onClose}>
          Close
        </Button>
      }
    >
      <QueryView query={query} skeleton={<SkeletonRows rows={6} label="Loading the event" />}>
        {(event) => (
          <div className="flex flex-col gap-5">
            <Facts event={event} />
            <EventDiff event={event} />
          </div>
        )}
      </QueryView>
    </Dialog>
  );
}

function Facts({ event }: { event: AuditEventView }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
      <Fact term="Who">
        <ActorText actor={event.actor} />
      </Fact>
      <Fact term="When">
        <TimeText at={event.at} precision="second" zone="utc" />{' '}
        <span className="text-muted">· event {event.number}</span>
      </Fact>
      <Fact term="Why">
        {event.reason ?? <span className="text-muted">No reason is asked for here.</span>}
      </Fact>
      <Fact term="Reach">
        <EventReach number={event.number} />
      </Fact>
      <Fact term="Request">
        <Copyable text={event.request_id} label="Copy the request id" />
      </Fact>
      <Fact term="Hash">
        <Copyable text={event.hash} label="Copy the hash" />
      </Fact>
    </dl>
  );
}

function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 text-xs break-all">{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  );
}
