import type { RotationView } from '@accord/contract/http';
import { CountdownTime, Section, cx } from '@accord/ui';
import { Clock, TriangleAlert } from 'lucide-react';
import { servicePath } from '../services/service-path';
import { KeyName } from '../shared/key-name';
import { RowLink } from '../shared/row-link';
import { useIsDue } from './planned-time';

type Blocker = RotationView['blockers'][number];
type Standing = Blocker['standing'];
type WaitsView = Pick<RotationView, 'blockers' | 'keys'>;

const WORDS: Readonly<Record<Standing, string>> = {
  needs_person: 'needs a person',
  held_up: 'held up',
  on_schedule: 'on schedule',
};
const ORDER: readonly Standing[] = ['needs_person', 'held_up', 'on_schedule'];

const endOf = (blockers: readonly Blocker[]) => Math.max(0, ...blockers.flatMap(({ until }) => until ?? []));

/** The transition that it holds back. */
const nameOf = ({ kid, transition }: Blocker) => `${transition} ${kid ?? ''}`;

/** What each next transition waits for: first what needs a person, then the unusual. */
export function Waits({ view: { blockers, keys } }: { view: WaitsView }) {
  if (blockers.length === 0) return null;
  const rows = ORDER.flatMap((standing) => {
    const alike = blockers.filter((each) => each.standing === standing);
    return [...new Set(alike.map(nameOf))].map((name) => alike.filter((each) => nameOf(each) === name));
  });
  return (
    <Section title="What the next transitions wait for">
      <ul className="flex flex-col divide-y">
        {rows.map((own) => (
          <Wait key={own.map(nameOf)[0]} blockers={own} dueAt={dueAtOf(own, keys)} />
        ))}
      </ul>
    </Section>
  );
}

/** When the key was to come to its transition, as far as anybody knows; epoch seconds. */
function dueAtOf([first]: readonly Blocker[], keys: WaitsView['keys']): number | null {
  return keys.find(({ kid }) => kid === first?.kid)?.next_transition_at ?? null;
}

function Wait({ blockers, dueAt }: { blockers: readonly Blocker[]; dueAt: number | null }) {
  const [first] = blockers;
  if (!first) return null;
  const isOrdinary = first.standing === 'on_schedule';
  const Icon = isOrdinary ? Clock : TriangleAlert;
  return (
    <li className="flex gap-3 py-2 text-sm first:pt-0">
      <Icon
        aria-hidden="true"
        className={cx('mt-0.5 size-4 shrink-0', isOrdinary ? 'text-muted' : 'text-warn')}
      />
      <div className="min-w-0">
        <p>
          <span className="font-medium capitalize">{first.transition}</span>
          {first.kid !== null && (
            <>
              {' '}
              <KeyName kid={first.kid} />
            </>
          )}
          <span className="text-muted">
            {' '}
            · {WORDS[first.standing]}
            <WaitTime until={endOf(blockers)} dueAt={dueAt} />
          </span>
        </p>
        {blockers.map(({ code, sentence, instances }) => (
          <div key={code} className="text-muted">
            {sentence}
            {instances.length > 0 && <InstanceNames instances={instances} />}
          </div>
        ))}
      </div>
    </li>
  );
}

/** How long it takes yet, or for how long it has been due. */
function WaitTime({ until, dueAt }: { until: number; dueAt: number | null }) {
  const isDue = useIsDue(dueAt ?? Infinity);
  const isOver = useIsDue(until) || until === 0;
  const overdue = isDue ? dueAt : null;
  const at = isOver ? overdue : until;
  if (at === null) return null;
  return (
    <>
      {' '}
      · <CountdownTime at={at} />
    </>
  );
}

const MOST_NAMES = 5;

/** Instances by name, each leading to its service. */
export function InstanceNames({ instances }: { instances: Blocker['instances'] }) {
  const rest = instances.slice(MOST_NAMES);
  return (
    <>
      <NameList instances={instances.slice(0, MOST_NAMES)} />
      {rest.length > 0 && (
        <details className="text-xs">
          <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-text">
            and {rest.length} more
          </summary>
          <NameList instances={rest} />
        </details>
      )}
    </>
  );
}

function NameList({ instances }: { instances: Blocker['instances'] }) {
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 text-xs">
      {instances.map(({ service, environment, instance }) => (
        <li key={`${service} ${environment} ${instance}`}>
          <RowLink
            href={servicePath(service, environment)}
            className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-accent hover:underline"
          >
            {service} {environment} <code>{instance.slice(0, 8)}…</code>
          </RowLink>
        </li>
      ))}
    </ul>
  );
}
