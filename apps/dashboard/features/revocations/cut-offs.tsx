import type { IssuerView } from '@accord/contract/http';
import { DataTable, Section, TimeText, type Column } from '@accord/ui';

type CutOff = IssuerView & { not_before: number };

const columns: readonly Column<CutOff>[] = [
  { key: 'issuer', header: 'Issuer', cell: ({ name }) => name },
  {
    key: 'before',
    header: 'Refused when issued before',
    cell: (row) => <TimeText at={row.not_before} precision="second" />,
  },
];

/** Issuers of which everything issued before a time is refused. */
export function CutOffs({ issuers }: { issuers: readonly IssuerView[] }) {
  const cut = issuers.filter((issuer): issuer is CutOff => issuer.not_before !== null);
  if (cut.length === 0) return null;
  return (
    <Section
      title="Everything issued before"
      hint="Holds under every contract, without tolerance."
      className="mt-10"
    >
      <DataTable caption="Cut-offs of issuers" columns={columns} rows={cut} rowKey={({ id }) => id} />
    </Section>
  );
}
