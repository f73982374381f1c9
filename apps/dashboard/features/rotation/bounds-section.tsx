import type { RotationView } from '@accord/contract/http';
import { DataTable, Section, formatDuration, type Column } from '@accord/ui';

interface Bound {
  name: string;
  seconds: number | null;
  meaning: string;
  formula: string;
  setBy: string;
}

/** What a minimum is computed from, each part with its number, so that they add up for whoever reads them. */
export function boundsOf({ bounds, inputs }: Pick<RotationView, 'bounds' | 'inputs'>): Bound[] {
  const distribution = inputs.distribution_seconds;
  const d = `distribution ${formatDuration(distribution)}`;
  const e = `clock error 2 × ${formatDuration(inputs.clock_error_seconds)}`;
  const slowest = bounds.prepublish_seconds - distribution - 2 * inputs.clock_error_seconds;
  return [
    {
      name: 'Lead before a key signs',
      seconds: bounds.prepublish_seconds,
      meaning: 'Shorter, and new tokens fail as key_not_found.',
      formula: `${d} + slowest verifier ${formatDuration(slowest)} + ${e}`,
      setBy: bounds.set_by.prepublish ?? 'distribution, clock error',
    },
    {
      name: 'Overlap after it stops signing',
      seconds: bounds.overlap_seconds,
      meaning: 'Shorter, and old tokens fail as key_not_found.',
      formula:
        `signer switch ${formatDuration(inputs.signer_switch_seconds)} + token lifetime ${formatDuration(inputs.max_token_lifetime_seconds)}` +
        ` + clock tolerance ${formatDuration(inputs.clock_tolerance_seconds)} + ${e}`,
      setBy: 'signer switch, token lifetime, clock tolerance, clock error',
    },
    {
      name: 'Exposure after a compromise',
      seconds: bounds.exposure_seconds,
      meaning: 'Until the last verifier refuses a stolen key.',
      formula: `${d} + ${oldestCopy(bounds.exposure_seconds, distribution)}`,
      setBy: bounds.set_by.exposure ?? 'distribution',
    },
  ];
}

function oldestCopy(exposure: number | null, distribution: number): string {
  if (exposure === null) return 'a copy of the keys that never expires';
  return `oldest copy of the keys ${formatDuration(exposure - distribution)}`;
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
    wrap: true,
    cell: (row) => row.setBy,
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
