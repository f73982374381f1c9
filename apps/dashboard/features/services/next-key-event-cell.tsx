import type { NextKeyEvent } from '@accord/contract/http';
import { CountdownTime } from '@accord/ui';
import { useIsDue } from '../rotation/planned-time';
import { RowLink } from '../shared/row-link';

const STEPS: Readonly<Record<NextKeyEvent['event'], string>> = {
  publish: 'Publish',
  activate: 'Activate',
  remove: 'Remove',
};

/** A tick of the rotation and the instances' next reports take a few minutes at most: until then a step is ordinary. */
const TAKES_SECONDS = 300;

/** What happens next to a key that tokens of this environment are signed with. */
export function NextKeyEventCell({ event }: { event: NextKeyEvent | null }) {
  if (!event) return <span className="text-muted">None planned</span>;
  const href = `/rotation?issuer=${encodeURIComponent(event.issuer)}`;
  return (
    <div className="min-w-0">
      {STEPS[event.event]} <When at={event.at} />
      <div className="text-xs text-muted">
        <RowLink href={href} className="rounded-sm break-words hover:text-text hover:underline">
          {event.issuer} · {event.alg}
        </RowLink>
      </div>
    </div>
  );
}

function When({ at }: { at: number }) {
  const isHeldUp = useIsDue(at + TAKES_SECONDS);
  const countdown = <CountdownTime at={at} />;
  return isHeldUp ? <span className="text-warn">held up, {countdown}</span> : countdown;
}
