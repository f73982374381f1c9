import { Trust } from '@accord/contract';
import type { FailuresView } from '@accord/contract/http';
import { formatCount, formatShare } from '@accord/ui';
import { sumsOf, type Sums } from './chart-data';
import { onlyOutcome, type Filters, type FilterUpdate } from './filters';
import { TRUST_WORDS } from './outcome';
import { OUTCOME_WORDS } from './reason-words';

interface FigureProps {
  label: string;
  value: string;
  hint: string;
  /** Shows what is counted; left out where that is what one sees. */
  onShow?: (() => void) | undefined;
}

function Figure({ label, value, hint, onShow }: FigureProps) {
  return (
    <div className="py-2">
      <dt className="text-xs text-muted">{label}</dt>
      <dd>
        {onShow ? (
          <button
            type="button"
            onClick={onShow}
            aria-label={`${value} ${label.toLowerCase()}, show only these`}
            className="min-h-6 rounded-sm text-lg font-semibold hover:text-accent hover:underline"
          >
            {value}
          </button>
        ) : (
          <span className="text-lg font-semibold">{value}</span>
        )}
        <span className="ml-2 text-xs text-muted">{hint}</span>
      </dd>
    </div>
  );
}

export interface FailureFiguresProps {
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

const TRUST_HINTS: Readonly<Record<Trust, string>> = {
  verified: 'signature held',
  unverified: 'anyone can send',
  no_token: '',
};

/** The window in a few exact numbers. Without filters they add up: accepted + refused + dropped is all that was seen. */
export function FailureFigures({ view, filters, update }: FailureFiguresProps) {
  return (
    <dl className="mb-4 grid grid-cols-2 gap-x-4 sm:flex sm:flex-wrap sm:gap-x-10">
      <Verdicts sums={sumsOf(view)} filters={filters} update={update} />
      <Figure
        label="Dropped"
        value={formatCount(view.dropped)}
        hint={view.dropped === 0 ? 'every request is counted' : 'seen, but not told apart'}
      />
    </dl>
  );
}

type VerdictsProps = { sums: Sums } & Omit<FailureFiguresProps, 'view'>;

function Verdicts({ sums, filters, update }: VerdictsProps) {
  const { reason, trust } = filters;
  if (reason !== null) {
    const count = reason === 'accepted' ? sums.accepted : sums.refused;
    return <Figure label={reason} value={formatCount(count)} hint={OUTCOME_WORDS[reason]} />;
  }
  if (trust !== null) return <TrustFigure trust={trust} sums={sums} />;
  return <AllOutcomes sums={sums} filters={filters} update={update} />;
}

function AllOutcomes({ sums, filters, update }: VerdictsProps) {
  const { accepted, refused, byTrust } = sums;
  return (
    <>
      <Figure
        label="Accepted"
        value={formatCount(accepted)}
        hint=""
        onShow={accepted > 0 ? () => update(onlyOutcome('accepted')) : undefined}
      />
      <Figure
        label="Refused"
        value={formatCount(refused)}
        // Of requests that a group leaves out, no share would tell the truth.
        hint={filters.group === null ? shareOf(sums) : `only ${filters.group}`}
        onShow={filters.accepted ? () => update({ accepted: false }) : undefined}
      />
      {Trust.options.map((trust) => (
        <TrustFigure
          key={trust}
          trust={trust}
          sums={sums}
          onShow={byTrust[trust] > 0 ? () => update({ trust }) : undefined}
        />
      ))}
    </>
  );
}

function TrustFigure({ trust, sums, onShow }: { trust: Trust; sums: Sums } & Pick<FigureProps, 'onShow'>) {
  return (
    <Figure
      label={TRUST_WORDS[trust]}
      value={formatCount(sums.byTrust[trust])}
      hint={TRUST_HINTS[trust]}
      onShow={onShow}
    />
  );
}

function shareOf({ accepted, refused }: Sums): string {
  const seen = accepted + refused;
  return seen === 0 ? 'no requests' : `${formatShare(refused / seen)} of ${formatCount(seen)}`;
}
