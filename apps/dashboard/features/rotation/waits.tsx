import type { RotationView } from '@accord/contract/http';
import { CountdownTime, Section, cx } from '@accord/ui';
import { Clock, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { servicePath } from '../services/services-table';
import { KeyName } from './key-name';

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

/** What each next transition waits for, the unusual first. */
export function Waits({ blockers }: { blockers: RotationView['blockers'] }) {
  if (blockers.length === 0) return null;
  const rows = blockers.toSorted((a, b) => Number(isOrdinary(a)) - Number(isOrdinary(b)));
  return (
    <Section title="What the next transitions wait for">
      <ul className="flex flex-col divide-y">
        {rows.map((blocker) => (
          <Wait key={`${blocker.kid ?? ''} ${blocker.transition} ${blocker.code}`} blocker={blocker} />
        ))}
      </ul>
    </Section>
  );
}

function Wait({ blocker }: { blocker: Blocker }) {
  const ordinary = isOrdinary(blocker);
  const Icon = ordinary ? Clock : TriangleAlert;
  return (
    <li className="flex gap-3 py-2 text-sm first:pt-0">
      <Icon
        aria-hidden="true"
        className={cx('mt-0.5 size-4 shrink-0', ordinary ? 'text-muted' : 'text-warn')}
      />
      <div className="min-w-0">
        <p>
          <span className="font-medium capitalize">{blocker.transition}</span>
          {blocker.kid !== null && (
            <>
              {' '}
              <KeyName kid={blocker.kid} />
            </>
          )}
          <span className="text-muted">
            {' '}
            · {ordinary ? 'on schedule' : 'held up'}
            {blocker.until !== null && (
              <>
                {' '}
                · <CountdownTime at={blocker.until} />
              </>
            )}
          </span>
        </p>
        <p className="text-muted">{blocker.sentence}</p>
        {blocker.instances.length > 0 && <InstanceNames instances={blocker.instances} />}
      </div>
    </li>
  );
}

const MOST_NAMES = 5;

/** Instances by name, each leading to its service. */
export function InstanceNames({ instances }: { instances: Blocker['instances'] }) {
  const rest = instances.length - MOST_NAMES;
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 text-xs">
      {instances.slice(0, MOST_NAMES).map(({ service, environment, instance }) => (
        <li key={`${service} ${environment} ${instance}`}>
          <Link
            href={servicePath(service, environment)}
            className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-accent hover:underline"
          >
            {service} {environment} <code>{instance.slice(0, 8)}…</code>
          </Link>
        </li>
      ))}
      {rest > 0 && <li className="text-muted">and {rest} more</li>}
    </ul>
  );
}
