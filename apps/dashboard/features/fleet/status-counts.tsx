import { InstanceStatus, type FleetPage } from '@accord/contract/http';
import { cx, formatCount } from '@accord/ui';
import { InstanceStatusLabel, instanceStatusMeaning } from './instance-status';

export interface StatusCountsProps {
  counts: FleetPage['counts'];
  chosen: InstanceStatus | null;
  onChoose: (status: InstanceStatus | null) => void;
}

/** How many there are of each status, and what it means; a click narrows the list down to it. */
export function StatusCounts({ counts, chosen, onChoose }: StatusCountsProps) {
  const shown = InstanceStatus.options.filter((status) => counts[status] > 0 || status === chosen);
  if (shown.length === 0) return null;
  return (
    <ul aria-label="Instances by status" className="mb-5 flex flex-wrap gap-2">
      {shown.map((status) => (
        <li key={status}>
          <button
            type="button"
            aria-pressed={status === chosen}
            onClick={() => onChoose(status === chosen ? null : status)}
            className={cx(
              'flex flex-col items-start gap-0.5 rounded-md border px-3 py-1.5 text-left text-sm hover:bg-hover',
              status === chosen && 'border-accent bg-accent-soft',
            )}
          >
            <span className="flex items-center gap-2">
              <InstanceStatusLabel status={status} />
              <span className="font-semibold">{formatCount(counts[status])}</span>
            </span>
            <span className="text-xs text-muted">{instanceStatusMeaning(status)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
