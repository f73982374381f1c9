import type { CutOffView } from '@accord/contract/http';
import { DataTable, RelativeTime, Section, TimeText, type Column } from '@accord/ui';
import { QueryView } from '../shared/query-view';
import { Enforced } from './enforced';
import { useCutOffs } from './revocations-queries';

const columns: readonly Column<CutOffView>[] = [
  { key: 'issuer', header: 'Issuer', cell: (row) => row.issuer },
  {
    key: 'before',
    header: 'Refused when issued before',
    cell: (row) => <TimeText at={row.not_before} precision="second" />,
  },
  {
    key: 'reason',
    header: 'Reason',
    wrap: true,
    wide: true,
    cell: (row) => <span className="break-words">{row.reason}</span>,
  },
  { key: 'who', header: 'By', wrap: true, cell: (row) => row.created_by },
  { key: 'when', header: 'When', cell: (row) => <RelativeTime at={row.created_at} /> },
  { key: 'enforced', header: 'Enforced by', cell: (row) => <Enforced {...row} /> },
];

/** Issuers of which everything issued before a time is refused, and how far each refusal has come. */
export function CutOffs() {
  const query = useCutOffs();
  const isEmpty = (query.data?.items.length ?? 0) === 0;
  if (query.error === null && isEmpty) return null;
  return (
    <Section
      title="Everything issued before"
      hint="Holds under every contract, without tolerance."
      className="mt-10"
    >
      <QueryView query={query} skeleton={null}>
        {({ items }) => (
          <DataTable
            caption="Cut-offs of issuers"
            columns={columns}
            rows={items}
            rowKey={({ issuer }) => issuer}
          />
        )}
      </QueryView>
    </Section>
  );
}
