import type { RotationView } from '@accord/contract/http';
import { earliest } from '@accord/rotation';
import { CountdownTime, ShareBar, formatCount, plural } from '@accord/ui';
import { PlannedTime, useIsDue } from './planned-time';
import { InstanceNames } from './waits';

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0 py-2 lg:px-5 lg:first:pl-0">
      <dt className="mb-0.5 text-xs text-muted">{label}</dt>
      <dd className="text-sm">{children}</dd>
    </div>
  );
}

/** `unknown`: what to say instead of a time. */
function NextTime({ at, unknown = 'not planned' }: { at: number | null; unknown?: string | undefined }) {
  if (at === null) return <span className="text-muted">{unknown}</span>;
  return (
    <>
      <PlannedTime at={at} precision="minute" />
      <span className="block text-xs text-muted">
        <Countdown at={at} />
      </span>
    </>
  );
}

function Countdown({ at }: { at: number }) {
  return (
    <>
      <CountdownTime at={at} />
      {useIsDue(at) && '; see below what it waits for'}
    </>
  );
}

/** When something happens next, and how far the fleet has come. */
export function RotationFigures({ view }: { view: RotationView }) {
  const { schedules, fleet, blockers } = view;
  const isHeldUp = blockers.some(({ standing }) => standing !== 'on_schedule');
  const unknown = isHeldUp ? 'held up; see below what it waits for' : undefined;
  return (
    <dl className="mb-8 grid grid-cols-2 gap-x-4 sm:grid-cols-3 lg:flex lg:gap-x-0 lg:divide-x">
      <Figure label="Next key published">
        <NextTime at={earliest(schedules.map((schedule) => schedule.next_publish_at))} />
      </Figure>
      <Figure label="Next key active">
        <NextTime at={earliest(schedules.map((schedule) => schedule.next_activate_at))} unknown={unknown} />
      </Figure>
      <Figure label="Next key removed">
        <NextTime at={earliest(schedules.map((schedule) => schedule.next_remove_at))} unknown={unknown} />
      </Figure>
      <div className="col-span-full min-w-0 flex-1 py-2 lg:pl-5">
        <dt className="mb-0.5 text-xs text-muted">The fleet holds the newest key</dt>
        <dd className="text-sm">
          <FleetShare fleet={fleet} />
        </dd>
      </div>
    </dl>
  );
}

function FleetShare({ fleet }: { fleet: RotationView['fleet'] }) {
  return (
    <>
      {fleet.live === 0 ? (
        <p className="text-muted">No live instance uses this issuer.</p>
      ) : (
        <LiveShare fleet={fleet} />
      )}
      {fleet.missing.length > 0 && (
        <Laggards
          words={plural(fleet.missing.length, 'live instance lacks it', 'live instances lack it')}
          instances={fleet.missing}
        />
      )}
      {fleet.silent.length > 0 && (
        <Laggards
          words={plural(
            fleet.silent.length,
            'instance fell silent without it',
            'instances fell silent without it',
          )}
          instances={fleet.silent}
        />
      )}
    </>
  );
}

function LiveShare({ fleet }: { fleet: RotationView['fleet'] }) {
  return (
    <>
      <p>
        {formatCount(fleet.acknowledged)} of {plural(fleet.live, 'live instance', 'live instances')}
        {fleet.needed_version !== null && (
          <span className="text-muted"> · policy {fleet.needed_version} or newer</span>
        )}
      </p>
      <div className="my-1 max-w-80">
        <ShareBar
          parts={[
            { key: 'has', label: 'has it', count: fleet.acknowledged, color: 'var(--key-active)' },
            {
              key: 'lacks',
              label: 'lacks it',
              count: fleet.live - fleet.acknowledged,
              color: 'var(--key-deactivated)',
            },
          ]}
        />
      </div>
    </>
  );
}

function Laggards({ words, instances }: { words: string; instances: RotationView['fleet']['missing'] }) {
  return (
    <>
      <p className="text-xs text-muted">{words}:</p>
      <InstanceNames instances={instances} />
    </>
  );
}
