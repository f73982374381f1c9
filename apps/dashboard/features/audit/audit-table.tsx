import type { AuditEventView } from '@accord/contract/http';
import { DataTable, TimeText, type Column } from '@accord/ui';
import { EffectBadge } from '../contract-changes/effect-badge';

const ACTOR_WORDS: Readonly<Record<AuditEventView['actor']['kind'], string>> = {
  user: 'person',
  api_token: 'API token',
  bootstrap: 'bootstrap token',
  service: 'service',
  issuer: 'authorization server',
  system: 'Accord itself',
  anonymous: 'nobody known',
};

/** Who did it, and what kind of actor that is. */
export function ActorText({ actor }: { actor: AuditEventView['actor'] }) {
  return (
    <>
      <span className="break-words">{actor.name}</span>{' '}
      <span className="text-xs text-muted">{ACTOR_WORDS[actor.kind]}</span>
    </>
  );
}

export interface AuditTableProps {
  events: readonly AuditEventView[];
  open: number | null;
  onOpen: (number: number) => void;
}

/** One row for each event; its number opens it. */
export function AuditTable({ events, open, onOpen }: AuditTableProps) {
  const columns: readonly Column<AuditEventView>[] = [
    {
      key: 'action',
      header: 'Action',
      cell: ({ number, action, effects }) => (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <button
            type="button"
            onClick={() => onOpen(number)}
            aria-label={`Open event ${number}: ${action}`}
            className="min-h-6 rounded-sm text-left font-medium hover:text-accent hover:underline"
          >
            {action}
          </button>
          {effects.map((effect) => (
            <EffectBadge key={effect} effect={effect} />
          ))}
        </span>
      ),
    },
    {
      key: 'object',
      header: 'Object',
      wrap: true,
      cell: ({ object }) => (
        <span className="break-words">
          {object.name} <span className="text-xs text-muted">{object.kind}</span>
        </span>
      ),
    },
    { key: 'actor', header: 'Actor', wrap: true, cell: ({ actor }) => <ActorText actor={actor} /> },
    {
      key: 'reason',
      header: 'Reason',
      wrap: true,
      wide: true,
      cell: ({ reason }) =>
        reason === null ? (
          <span className="text-faint">–</span>
        ) : (
          <span className="break-words">{reason}</span>
        ),
    },
    { key: 'at', header: 'When', cell: ({ at }) => <TimeText at={at} precision="second" zone="utc" /> },
    { key: 'number', header: 'Number', align: 'end', cell: ({ number }) => <code>{number}</code> },
  ];
  return (
    <DataTable
      caption="Events, newest first"
      columns={columns}
      rows={events}
      rowKey={({ number }) => String(number)}
      isCurrent={({ number }) => number === open}
    />
  );
}
