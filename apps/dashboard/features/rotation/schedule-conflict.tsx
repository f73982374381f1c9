import { Status } from '@accord/ui';
import { TriangleAlert } from 'lucide-react';
import { ValueChanges, type ValueChange } from '../shared/value-changes';

/** Somebody saved meanwhile: what saving again would overwrite. */
export function ScheduleConflict({ changes }: { changes: readonly ValueChange[] }) {
  return (
    <div role="alert" className="rounded-md border border-line-strong px-3 py-2">
      <Status tone="warn" icon={TriangleAlert}>
        Somebody changed this schedule meanwhile
      </Status>
      {changes.length === 0 ? (
        <p className="mt-1 text-muted">Nothing that stands in these fields. Save again to save yours.</p>
      ) : (
        <>
          <p className="my-1 text-muted">Your fields are kept. Saving again overwrites:</p>
          <ValueChanges changes={changes} />
        </>
      )}
    </div>
  );
}
