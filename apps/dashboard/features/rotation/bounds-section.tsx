import type { RotationView } from '@accord/contract/http';
import { DataTable, Section, formatDuration, type Column } from '@accord/ui';

interface Bound {
  name: string;
  seconds: number | null;
  meaning: string;
  formula: string;
  setBy: string | null;
}

function boundsOf({ bounds, inputs }: RotationView): Bound[] {
  const d = formatDuration(inputs.distribution_seconds);
  const e = formatDuration(2 * inputs.clock_error_seconds);
  return [
    {
      name: 'Lead before a key signs',
      seconds: bounds.prepublish_seconds,
      meaning: 'Shorter, and new tokens fail as key_not_found.',
      formula: `distribution ${d} + the slowest verifier + clock error ${e}`,
      setBy: bounds.set_by.prepublish,
    },
    {
      name: 'Overlap after it stops signing',
      seconds: bounds.overlap_seconds,
      meaning: 'Shorter, and old tokens fail as key_not_found.',
      formula:
        `signers switch ${formatDuration(inputs.signer_switch_seconds)} + longest token ${formatDuration(inputs.max_token_lifetime_seconds)}` +
        ` + tolerance ${formatDuration(inputs.clock_tolerance_seconds)} + clock error ${e}`,
      setBy: null,
    },
    {
      name: 'Exposure after a compromise',
      seconds: bounds.exposure_seconds,
      meaning: 'Until the last verifier refuses a stolen key.',
      formula: `distribution ${d} + the oldest copy of the keys`,
      setBy: bounds.set_by.exposure,
    },
  ];
}

const columns: readonly Column<Bound>[] = [
  {
    key: 'name',
    header: 'Bound',
    wrap: true,
    cell: (row) => (
      <div>
        <div className="font-medium">{row.name}</div>
        <div className="text-xs text-muted">{row.meaning}</div>
      </div>
    ),
  },
  {
    key: 'seconds',
    header: 'At least',
    align: 'end',
    cell: (row) =>
      row.seconds === null ? (
        <span className="text-danger">unbounded</span>
      ) : (
        <span>
          <span className="font-medium">{formatDuration(row.seconds)}</span>
          <span className="block text-xs text-muted">{row.seconds} s</span>
        </span>
      ),
  },
  { key: 'formula', header: 'Computed from', wrap: true, wide: true, cell: (row) => row.formula },
  {
    key: 'set',
    header: 'Set by',
    cell: (row) => row.setBy ?? <span className="text-muted">the inputs</span>,
  },
];

/** The safe bounds, from what they are computed, and which verifier makes them as long as they are. */
export function BoundsSection({ view }: { view: RotationView }) {
  const { plain_verifiers: plain } = view.inputs;
  return (
    <Section title="Safe bounds" hint="No automatic transition undercuts them.">
      <DataTable caption="Safe bounds" columns={columns} rows={boundsOf(view)} rowKey={(row) => row.name} />
      {plain.length > 0 && (
        <p className="mt-3 text-xs text-muted">
          Verifiers without the SDK, counted by what was declared:{' '}
          {plain
            .map(({ name, copy_age_seconds: age }) => `${name} (copies up to ${formatAge(age)} old)`)
            .join(', ')}
          .
        </p>
      )}
    </Section>
  );
}

function formatAge(seconds: number | null): string {
  return seconds === null ? 'any time' : formatDuration(seconds);
}
