'use client';

import type { RotationView } from '@accord/contract/http';
import { Badge, DataTable, GuardedButton, Section, formatDuration, type Column } from '@accord/ui';
import { Pause } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useBlockedBecause } from '../session/session-queries';
import { PlannedTime } from './planned-time';

const ScheduleDialog = lazy(async () => ({ default: (await import('./schedule-dialog')).ScheduleDialog }));

type Schedule = RotationView['schedules'][number];

function Planned({ at }: { at: number | null }) {
  return at === null ? <span className="text-faint">–</span> : <PlannedTime at={at} precision="minute" />;
}

/** How often each algorithm's key is replaced, and the way to change that. */
export function ScheduleSection({ view }: { view: RotationView }) {
  const [alg, setAlg] = useState<string | null>(null);
  const blockedBecause = useBlockedBecause('schedules:write');
  const columns: readonly Column<Schedule>[] = [
    {
      key: 'alg',
      header: 'Algorithm',
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          {row.alg}
          {row.paused && (
            <Badge tone="warn" icon={Pause}>
              Paused
            </Badge>
          )}
        </span>
      ),
    },
    { key: 'interval', header: 'Interval', cell: (row) => formatDuration(row.interval_seconds) },
    { key: 'publish', header: 'Next published', cell: (row) => <Planned at={row.next_publish_at} /> },
    { key: 'activate', header: 'Next active', cell: (row) => <Planned at={row.next_activate_at} /> },
    { key: 'remove', header: 'Next removed', cell: (row) => <Planned at={row.next_remove_at} /> },
    {
      key: 'edit',
      header: 'Change',
      align: 'end',
      acts: true,
      cell: (row) => (
        <GuardedButton
          variant="secondary"
          size="sm"
          blockedBecause={blockedBecause}
          aria-label={`Edit the schedule of ${row.alg}`}
          onClick={() => setAlg(row.alg)}
        >
          Edit
        </GuardedButton>
      ),
    },
  ];
  return (
    <Section title="Schedule" hint="A lead or overlap below its safe bound is refused.">
      <div
        tabIndex={0}
        role="region"
        aria-label="Table of schedules"
        className="overflow-x-auto focus-visible:-outline-offset-2"
      >
        <DataTable
          caption={`Schedules of ${view.issuer}`}
          columns={columns}
          rows={view.schedules}
          rowKey={(row) => row.alg}
        />
      </div>
      {alg !== null && (
        <Suspense>
          <ScheduleDialog issuer={view.issuer} alg={alg} onClose={() => setAlg(null)} />
        </Suspense>
      )}
    </Section>
  );
}
