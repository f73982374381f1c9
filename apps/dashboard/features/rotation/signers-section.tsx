import type { RotationView } from '@accord/contract/http';
import { DataTable, RelativeTime, Section, type Column } from '@accord/ui';
import { KeyName } from '../shared/key-name';

type Signer = RotationView['signers'][number];

const columns: readonly Column<Signer>[] = [
  {
    key: 'instance',
    header: 'Signer',
    wrap: true,
    cell: (row) => <code className="break-all">{row.instance}</code>,
  },
  {
    key: 'kid',
    header: 'Signs with',
    cell: (row) =>
      row.applied_kid === null ? (
        <span className="text-muted">no key yet</span>
      ) : (
        <KeyName kid={row.applied_kid} />
      ),
  },
  {
    key: 'seen',
    header: 'Last seen',
    align: 'end',
    cell: (row) => (
      <>
        {row.left ? 'stopped ' : ''}
        <RelativeTime at={row.last_seen_at} />
      </>
    ),
  },
];

/** The authorization server's instances and the key that each has said it signs with. */
export function SignersSection({ signers }: { signers: RotationView['signers'] }) {
  if (signers.length === 0) return null;
  return (
    <Section title="Signers" hint="A key is removed only after every signer said that it has switched.">
      <DataTable
        caption="Signers"
        columns={columns}
        rows={signers}
        rowKey={(row) => `${row.instance} ${row.applied_kid ?? ''}`}
      />
    </Section>
  );
}
