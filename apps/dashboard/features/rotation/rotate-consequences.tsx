import type { RotationView } from '@accord/contract/http';
import { CountdownTime, TimeText, formatDuration, plural } from '@accord/ui';
import { KeyName } from '../shared/key-name';

export interface RotateConsequencesProps {
  view: RotationView;
  alg: string;
  /** The server's clock, in epoch seconds. */
  now: number;
}

/** What a rotation will do, before it is asked for. */
export function RotateConsequences({ view, alg, now }: RotateConsequencesProps) {
  const ofAlg = view.keys.filter((key) => key.alg === alg);
  const active = ofAlg.find(({ state }) => state === 'active');
  const standby = ofAlg
    .filter(({ state, hold_reason: hold }) => state === 'published' && hold === null)
    .toSorted((a, b) => (a.published_at ?? 0) - (b.published_at ?? 0))[0];
  const { prepublish_seconds: lead, overlap_seconds: overlap } = view.bounds;
  const earliest = standby ? Math.max(now, standby.activate_after ?? now) : now + lead;
  return (
    <ol className="flex list-decimal flex-col gap-2 pl-5 marker:text-muted">
      <li>
        {standby ? (
          <>
            The standby <KeyName kid={standby.kid} /> is next in line; no new key has to be waited for.
          </>
        ) : (
          <>A new {alg} key is published at once. It signs nothing yet.</>
        )}
      </li>
      <li>
        {earliest > now ? (
          <>
            It becomes active at <TimeText at={earliest} precision="second" />,{' '}
            <CountdownTime at={earliest} />, at the earliest, once its lead of {formatDuration(lead)} has
            passed and{' '}
          </>
        ) : (
          'Its lead has passed. It becomes active as soon as '
        )}
        {plural(view.fleet.live, 'live instance has', 'live instances have')} it.
      </li>
      {active && (
        <li>
          <KeyName kid={active.kid} /> then signs no more. Its tokens are accepted for at least{' '}
          {formatDuration(overlap)} longer; then it is removed.
        </li>
      )}
      <li>No guard is skipped, so no good token is refused. The reason is kept in the log for ever.</li>
    </ol>
  );
}
