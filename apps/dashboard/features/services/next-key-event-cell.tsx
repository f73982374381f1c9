import type { NextKeyEvent } from '@accord/contract/http';
import { CountdownTime } from '@accord/ui';
import { RowLink } from '../shared/row-link';

const STEPS: Readonly<Record<NextKeyEvent['event'], string>> = {
  publish: 'Publish',
  activate: 'Activate',
  remove: 'Remove',
};

/** What happens next to a key that tokens of this environment are signed with. */
export function NextKeyEventCell({ event }: { event: NextKeyEvent | null }) {
  if (!event) return <span className="text-muted">None planned</span>;
  const href = `/rotation?issuer=${encodeURIComponent(event.issuer)}`;
  return (
    <div className="min-w-0">
      {STEPS[event.event]} <CountdownTime at={event.at} />
      <div className="text-xs text-muted">
        <RowLink href={href} className="rounded-sm break-words hover:text-text hover:underline">
          {event.issuer} · {event.alg}
        </RowLink>
      </div>
    </div>
  );
}
