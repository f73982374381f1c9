import type { RotationView } from '@accord/contract/http';
import { CountdownTime, Section, cx } from '@accord/ui';
import { Clock, TriangleAlert } from 'lucide-react';
import { servicePath } from '../services/service-path';
import { KeyName } from '../shared/key-name';
import { RowLink } from '../shared/row-link';

type Blocker = RotationView['blockers'][number];

/** Waiting for the clock alone is how a schedule works; everything else deserves a look. */
const ORDINARY: ReadonlySet<string> = new Set([
  'not_due',
  'lead_not_elapsed',
  'overlap_not_elapsed',
  'rollback_window_open',
]);

const isOrdinary = ({ code, until }: Blocker) =>
  ORDINARY.has(code) || (code === 'standby_not_ready' && until !== null);

/** Before it is due, nothing holds a transition up: what it also waits for has until then to come. */
function rankOf(blockers: readonly Blocker[]): 0 | 1 | 2 {
  if (blockers.some((blocker) => blocker.needs_person)) return 0;
  return blockers.some(({ code }) => code === 'not_due') || blockers.every(isOrdinary) ? 2 : 1;
}
const WORDS = ['needs a person', 'held up', 'on schedule'] as const;

/** The transition that it holds back. */
const nameOf = ({ kid, transition }: Blocker) => `${transition} ${kid ?? ''}`;

/** What each next transition waits for: first what needs a person, then the unusual. */
export function Waits({ blockers }: { blockers: RotationView['blockers'] }) {
  if (blockers.length === 0) return null;
  const names = [...new Set(blockers.map(nameOf))];
  const rows = names.map((name) => ({ name, blockers: blockers.filter((each) => nameOf(each) === name) }));
  return (
    <Section title="What the next transitions wait for">
      <ul className="flex flex-col divide-y">
        {rows
          .toSorted((a, b) => rankOf(a.blockers) - rankOf(b.blockers))
          .map((row) => (
            <Wait key={row.name} blockers={row.blockers} />
          ))}
      </ul>
    </Section>
  );
}

function Wait({ blockers }: { blockers: readonly Blocker[] }) {
  const [first] = blockers;
  if (!first) return null;
  const rank = rankOf(blockers);
  const times = blockers.flatMap(({ until }) => until ?? []);
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
            {times.length > 0 && (
              <>
                {' '}
                · <CountdownTime at={Math.max(...times)} />
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
