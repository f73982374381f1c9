import { Status, TimeText, formatCount } from '@accord/ui';
import { CircleCheck, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { useAuditReach } from './audit-queries';

/** Whether the fleet runs a change: as far as its instances say, and as of when they were asked. */
export function EventReach({ number }: { number: number }) {
  const { data } = useAuditReach(number);
  if (!data) return <span className="text-muted">Asking the fleet…</span>;
  if (!data.concerns_fleet) {
    return <span className="text-muted">No instance runs this: it changes nothing that is enforced.</span>;
  }
  if (data.reaches === 0) {
    return <span className="text-muted">No live instance is concerned.</span>;
  }
  const everywhere = data.enforced_by === data.reaches;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Status tone={everywhere ? 'ok' : 'warn'} icon={everywhere ? CircleCheck : CircleDashed}>
        Enforced by {formatCount(data.enforced_by)} of {formatCount(data.reaches)}
      </Status>
      <span className="text-muted">
        {data.reached === null ? (
          <>
            as of <TimeText at={data.as_of} precision="second" zone="utc" />
          </>
        ) : (
          <>
            {data.reached.instances === 1 ? 'the one' : `all ${formatCount(data.reached.instances)}`} had it
            at <TimeText at={data.reached.at} precision="second" zone="utc" />
          </>
        )}
      </span>
      {!everywhere && (
        <Link href={`/fleet?lacks=${number}`} className="rounded-sm text-accent underline">
          Who lacks it
        </Link>
      )}
    </span>
  );
}
