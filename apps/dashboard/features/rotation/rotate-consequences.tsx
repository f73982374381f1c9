import type { RotationView, ScheduleView } from '@accord/contract/http';
import { CountdownTime, TimeText, formatCount, formatDuration } from '@accord/ui';
import { KeyName } from '../shared/key-name';
import { rotateForecast, type RotateForecast } from './rotate-forecast';

export interface RotateConsequencesProps {
  view: RotationView;
  /** Of the algorithm that is rotated. */
  schedule: ScheduleView;
  /** The server's clock, in epoch seconds. */
  now: number;
}

/** What a rotation will do, before it is asked for. */
export function RotateConsequences({ view, schedule, now }: RotateConsequencesProps) {
  const { settings, bounds } = schedule;
  const lead = Math.max(settings.prepublish_seconds ?? 0, bounds.prepublish_seconds);
  const overlap = Math.max(settings.overlap_seconds ?? 0, bounds.overlap_seconds);
  const forecast = rotateForecast(view, { alg: settings.alg, lead, now });
  const active = view.keys.find(({ alg, state }) => alg === settings.alg && state === 'active');
  const isUnderWay = (active?.deactivate_after ?? Infinity) <= now;
  return (
    <ol className="flex list-decimal flex-col gap-2 pl-5 marker:text-muted">
      {isUnderWay && <li>A rotation is under way already. Asking again changes nothing.</li>}
      <li>
        <Successor forecast={forecast} alg={settings.alg} />
      </li>
      <li>
        <Activation forecast={forecast} lead={lead} now={now} />
        {view.fleet.live > 0 &&
          ` It also waits until ${holders(view.fleet.live, settings.acknowledgement.share_percent)}.`}
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

function Successor({ forecast: { standby, makesAnother }, alg }: { forecast: RotateForecast; alg: string }) {
  if (!standby) return <>A new {alg} key is published at once. It signs nothing yet.</>;
  return (
    <>
      The standby <KeyName kid={standby.kid} /> is next in line.
      {makesAnother &&
        ' A new one is published at once: a standby that every verifier has must be left for an emergency.'}
    </>
  );
}

interface ActivationProps {
  forecast: RotateForecast;
  lead: number;
  now: number;
}

function Activation({ forecast, lead, now }: ActivationProps) {
  const { activeAt, lastGuard, waitsFor } = forecast;
  return (
    <>
      {activeAt > now ? (
        <>
          It becomes active at <TimeText at={activeAt} precision="second" />, <CountdownTime at={activeAt} />,
          at the earliest{lastGuard !== null && `: ${reasonOf(forecast, lastGuard, lead)}`}.
        </>
      ) : (
        `It becomes active ${waitsFor.length === 0 ? 'within moments: every lead has passed' : 'as soon as it may'}.`
      )}
      {waitsFor.map(({ code, sentence }) => (
        <span key={`${code} ${sentence}`} className="block text-warn">
          {sentence}
        </span>
      ))}
    </>
  );
}

function reasonOf(
  { makesAnother }: RotateForecast,
  guard: NonNullable<RotateForecast['lastGuard']>,
  lead: number,
): string {
  const long = formatDuration(lead);
  switch (guard) {
    case 'lead':
      return `by then it has been published for its lead of ${long}`;
    case 'reserve':
      return `by then the ${makesAnother ? 'new standby' : 'standby behind it'} has been published for its lead of ${long}`;
    case 'other':
      return 'before that, what is named below holds it back';
  }
}

function holders(live: number, sharePercent: number): string {
  if (sharePercent < 100) return `${sharePercent} % of the live instances of each environment hold it`;
  return live === 1 ? 'the one live instance holds it' : `all ${formatCount(live)} live instances hold it`;
}
