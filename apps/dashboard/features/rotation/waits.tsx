import type { RotationView } from '@accord/contract/http';
import { CountdownTime, Section, cx } from '@accord/ui';
import { Clock, TriangleAlert } from 'lucide-react';
import { servicePath } from '../services/service-path';
import { KeyName } from '../shared/key-name';
import { RowLink } from '../shared/row-link';
import { useIsDue } from './planned-time';

type Blocker = RotationView['blockers'][number];
type WaitsView = Pick<RotationView, 'blockers' | 'keys' | 'bounds' | 'now'>;

const CLOCK: ReadonlySet<string> = new Set([
  'not_due',
  'lead_not_elapsed',
  'overlap_not_elapsed',
  'rollback_window_open',
]);

/** Time that a transition takes anyway: what else it waits for has until then to come. */
const isClock = ({ code, until }: Blocker) =>
  CLOCK.has(code) || (code === 'standby_not_ready' && until !== null);

const endOf = (blockers: readonly Blocker[]) => Math.max(0, ...blockers.flatMap(({ until }) => until ?? []));

/** Whether a key's overlap ended so lately that the instances had no time to report since. */
function isReporting({ keys, bounds, now }: WaitsView, kid: string | null): boolean {
  const end = keys.find((key) => key.kid === kid)?.remove_after ?? -Infinity;
  return now <= end + bounds.prepublish_seconds;
}

/** Only what takes longer than a transition takes anyway holds it up. */
function rankOf(blockers: readonly Blocker[], view: WaitsView): 0 | 1 | 2 {
  if (blockers.some((blocker) => blocker.needs_person)) return 0;
  const clock = blockers.filter(isClock);
  if (clock.length > 0 && endOf(blockers) <= endOf(clock)) return 2;
  const isReport = ({ kid, code }: Blocker) => code === 'verifier_not_drained' && isReporting(view, kid);
  return blockers.every(isReport) ? 2 : 1;
}
const WORDS = ['needs a person', 'held up', 'on schedule'] as const;

/** The transition that it holds back. */
const nameOf = ({ kid, transition }: Blocker) => `${transition} ${kid ?? ''}`;

/** What each next transition waits for: first what needs a person, then the unusual. */
export function Waits({ view }: { view: WaitsView }) {
  const { blockers } = view;
  if (blockers.length === 0) return null;
  const names = [...new Set(blockers.map(nameOf))];
  const rows = names.map((name) => {
    const own = blockers.filter((each) => nameOf(each) === name);
    return { name, blockers: own, rank: rankOf(own, view) };
  });
  return (
    <Section title="What the next transitions wait for">
      <ul className="flex flex-col divide-y">
        {rows
          .toSorted((a, b) => a.rank - b.rank)
          .map((row) => (
            <Wait key={row.name} blockers={row.blockers} rank={row.rank} />
          ))}
      </ul>
    </Section>
  );
}

function Wait({ blockers, rank }: { blockers: readonly Blocker[]; rank: 0 | 1 | 2 }) {
  const [first] = blockers;
  const until = endOf(blockers);
  const isOver = useIsDue(until);
  if (!first) return null;
  const Icon = rank === 2 ? Clock : TriangleAlert;
  return (
    <li className="flex gap-3 py-2 text-sm first:pt-0">
      <Icon
        aria-hidden="true"
        className={cx('mt-0.5 size-4 shrink-0', rank === 2 ? 'text-muted' : 'text-warn')}
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
            · {WORDS[rank]}
            {until > 0 && !isOver && (
              <>
                {' '}
                · <CountdownTime at={until} />
              </>
            )}
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
