import type { ServiceEnvironment } from '@accord/contract/http';
import { Badge, RelativeTime, ShareBar, Sparkline, Status, formatCount } from '@accord/ui';
import { CircleAlert, CircleDashed, CircleX, Clock, Eye, FilePen, LoaderCircle, WifiOff } from 'lucide-react';
import { RowLink } from '../shared/row-link';

/** The contract in force: version, age, and what is special about it. */
export function PublishedCell({ standing }: { standing: ServiceEnvironment }) {
  const { published, has_draft: hasDraft } = standing;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {published ? (
        <span>
          <span className="font-medium">v{published.version}</span>{' '}
          <span className="text-muted">
            <RelativeTime at={published.published_at} />
          </span>
        </span>
      ) : (
        <Status tone="neutral" icon={CircleDashed}>
          Nothing published
        </Status>
      )}
      {published?.enforcement === 'report_only' && (
        <Badge tone="warn" icon={Eye}>
          Report only
        </Badge>
      )}
      {hasDraft && (
        <Badge tone="accent" icon={FilePen}>
          Draft
        </Badge>
      )}
    </div>
  );
}

/** How much of the fleet enforces the newest policy, and what holds the rest back. */
export function FleetCell({ instances }: { instances: ServiceEnvironment['instances'] }) {
  if (instances.total === 0) return <span className="text-muted">None running</span>;
  return (
    <div className="flex w-full min-w-28 flex-col gap-1">
      <div className="flex flex-wrap gap-x-3 text-sm">
        <span>
          {formatCount(instances.in_sync)} of {formatCount(instances.total)}
        </span>
        <FleetTroubles instances={instances} />
      </div>
      <ShareBar
        parts={[
          { key: 'in_sync', label: 'In sync', count: instances.in_sync, color: 'var(--key-active)' },
          {
            key: 'rolling_out',
            label: 'Rolling out',
            count: instances.rolling_out,
            color: 'var(--key-published)',
          },
          { key: 'behind', label: 'Behind', count: instances.behind, color: 'var(--key-deactivated)' },
          { key: 'ahead', label: 'Ahead', count: instances.ahead, color: 'var(--danger)' },
          { key: 'refused', label: 'Refused', count: instances.refused, color: 'var(--danger)' },
        ]}
      />
    </div>
  );
}

function FleetTroubles({
  instances: { rolling_out: rollingOut, behind, ahead, refused, silent },
}: {
  instances: ServiceEnvironment['instances'];
}) {
  return (
    <>
      {ahead > 0 && (
        <Status tone="danger" icon={CircleAlert}>
          {formatCount(ahead)} ahead
        </Status>
      )}
      {refused > 0 && (
        <Status tone="danger" icon={CircleX}>
          {formatCount(refused)} refused
        </Status>
      )}
      {rollingOut > 0 && (
        <Status tone="info" icon={LoaderCircle}>
          {formatCount(rollingOut)} rolling out
        </Status>
      )}
      {behind > 0 && (
        <Status tone="warn" icon={Clock}>
          {formatCount(behind)} behind
        </Status>
      )}
      {silent > 0 && (
        <Status tone="warn" icon={WifiOff}>
          {formatCount(silent)} silent
        </Status>
      )}
    </>
  );
}

export interface RefusedCellProps {
  service: string;
  environment: string;
  lastHour: ServiceEnvironment['last_hour'];
}

/** What was refused in the last hour: the shape, the count, and the way to the reasons. */
export function RefusedCell({ service, environment, lastHour }: RefusedCellProps) {
  const total = lastHour.accepted + lastHour.refused;
  if (total === 0) return <span className="text-muted">No requests</span>;
  const href = `/failures?service=${encodeURIComponent(service)}&environment=${encodeURIComponent(environment)}`;
  return (
    <div className="flex w-full items-center gap-3 lg:max-w-80">
      <div className="flex min-w-0 flex-1 lg:max-xl:hidden">
        <Sparkline
          label={`Refused requests per minute in the last hour, ${formatCount(lastHour.refused)} in all`}
          values={lastHour.refused_per_minute}
        />
      </div>
      <RowLink href={href} className="min-w-18 rounded-sm text-right hover:underline">
        <span className="font-medium">{formatCount(lastHour.refused)}</span>
        <span className="block text-xs text-muted">of {formatCount(total)}</span>
      </RowLink>
    </div>
  );
}
