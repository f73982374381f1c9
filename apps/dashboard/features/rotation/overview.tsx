'use client';

import type { RotationOverview, RotationOverviewItem } from '@accord/contract/http';
import {
  Badge,
  CountdownTime,
  DataTable,
  PageHeader,
  Status,
  formatCount,
  plural,
  type Column,
} from '@accord/ui';
import { CircleCheck, Hand, Pause, TriangleAlert } from 'lucide-react';
import { QueryView } from '../shared/query-view';
import { RowLink } from '../shared/row-link';
import { useRotationOverview } from './rotation-commands';

const MOST_REASONS = 3;

function State({ needs_person: needs, held_up: heldUp }: RotationOverviewItem) {
  const troubles = [...needs, ...heldUp];
  if (troubles.length === 0) {
    return (
      <Status tone="ok" icon={CircleCheck}>
        On schedule
      </Status>
    );
  }
  return (
    <div>
      <Status tone="warn" icon={TriangleAlert}>
        {needs.length > 0 ? 'Needs a person' : 'Held up'}
      </Status>
      <ul className="text-xs text-muted">
        {troubles.slice(0, MOST_REASONS).map(({ kid, sentence }) => (
          <li key={`${kid ?? ''} ${sentence}`} className="break-words">
            {sentence}
          </li>
        ))}
        {troubles.length > MOST_REASONS && <li>and {troubles.length - MOST_REASONS} more</li>}
      </ul>
    </div>
  );
}

const STEPS = [
  ['next_publish_at', 'publishes'],
  ['next_activate_at', 'activates'],
  ['next_remove_at', 'removes'],
] as const;

function NextStep({ item }: { item: RotationOverviewItem }) {
  const steps = STEPS.flatMap(([name, word]) => {
    const at = item[name];
    return at === null ? [] : [{ word, at }];
  });
  const next = steps.toSorted((a, b) => a.at - b.at)[0];
  if (item.kind === 'external') return <span className="text-muted">keeps its own keys</span>;
  if (next === undefined) return <span className="text-muted">nothing planned</span>;
  return (
    <>
      {next.word} a key <CountdownTime at={next.at} />
    </>
  );
}

function Fleet({ item }: { item: RotationOverviewItem }) {
  if (item.live === 0) return <span className="text-faint">–</span>;
  const missing = item.live - item.acknowledged;
  return missing === 0 ? (
    <>{item.live === 1 ? 'the one instance holds it' : `all ${formatCount(item.live)} hold it`}</>
  ) : (
    <span className="text-warn">
      {formatCount(missing)} of {plural(item.live, 'instance lacks', 'instances lack')} it
    </span>
  );
}

const columns: readonly Column<RotationOverviewItem>[] = [
  {
    key: 'name',
    header: 'Issuer',
    wrap: true,
    cell: (row) => (
      <div className="min-w-0">
        <RowLink
          href={`/rotation?issuer=${encodeURIComponent(row.name)}`}
          className="rounded-sm font-medium hover:text-accent hover:underline"
        >
          {row.name}
        </RowLink>
        <div className="text-xs break-all text-muted">{row.issuer}</div>
        {(row.paused || row.held_keys > 0) && (
          <div className="mt-1 flex flex-wrap gap-1">
            {row.paused && (
              <Badge tone="warn" icon={Pause}>
                Paused
              </Badge>
            )}
            {row.held_keys > 0 && (
              <Badge tone="warn" icon={Hand}>
                {plural(row.held_keys, 'key held', 'keys held')}
              </Badge>
            )}
          </div>
        )}
      </div>
    ),
  },
  { key: 'state', header: 'State', wrap: true, wide: true, cell: (row) => <State {...row} /> },
  { key: 'next', header: 'Next', cell: (row) => <NextStep item={row} /> },
  { key: 'fleet', header: 'Newest key', cell: (row) => <Fleet item={row} /> },
];

function hintOf({ items }: RotationOverview): string {
  const needy = items.filter(({ needs_person: needs }) => needs.length > 0).length;
  const heldUp = items.filter((item) => item.needs_person.length === 0 && item.held_up.length > 0).length;
  if (needy === 0 && heldUp === 0) return 'Nothing needs a person. What happens soonest stands first.';
  if (needy === 0)
    return `Nothing needs a person yet. ${plural(heldUp, 'issuer is', 'issuers are')} held up.`;
  return `${plural(needy, 'issuer needs', 'issuers need')} a person; those stand first.`;
}

/** Every issuer in a line, those that need a person first. */
export function Overview({ actions, skeleton }: { actions: React.ReactNode; skeleton: React.ReactNode }) {
  const query = useRotationOverview();
  return (
    <>
      <PageHeader
        title="Rotation"
        hint={query.data ? hintOf(query.data) : 'All issuers, those that need a person first.'}
        actions={actions}
      />
      <QueryView query={query} skeleton={skeleton}>
        {({ items }) => (
          <DataTable caption="All issuers" columns={columns} rows={items} rowKey={(row) => row.name} />
        )}
      </QueryView>
    </>
  );
}
