import type { FailuresView } from '@accord/contract/http';
import { formatCount, formatShare } from '@accord/ui';
import { sumsOf, type Sums } from './chart-data';
import type { Filters, FilterUpdate } from './filters';
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
    <div className="py-2 sm:px-5 sm:first:pl-0">
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

/** The window in a few exact numbers. They add up: accepted + refused + dropped is all that was seen. */
export function FailureFigures({ view, filters, update }: FailureFiguresProps) {
  const sums = sumsOf(view);
  const { reason } = filters;
  return (
    <dl className="mb-4 grid grid-cols-2 max-sm:gap-x-4 sm:flex sm:flex-wrap sm:divide-x">
      {reason === null ? (
        <AllOutcomes sums={sums} filters={filters} update={update} />
      ) : (
        <Figure
          label={reason}
          value={formatCount(reason === 'accepted' ? sums.accepted : sums.refused)}
          hint={OUTCOME_WORDS[reason]}
        />
      )}
      <Figure
        label="Dropped"
        value={formatCount(view.dropped)}
        hint={view.dropped === 0 ? 'every request is counted' : 'seen, but not told apart'}
      />
    </dl>
  );
}

function AllOutcomes({ sums, filters, update }: { sums: Sums } & Omit<FailureFiguresProps, 'view'>) {
  const { accepted, refused, verified, unverified, withoutToken } = sums;
  const seen = accepted + refused;
  const share = seen === 0 ? 'no requests' : `${formatShare(refused / seen)} of ${formatCount(seen)}`;
  return (
    <>
      <Figure
        label="Accepted"
        value={formatCount(accepted)}
        hint=""
        onShow={accepted > 0 ? () => update({ reason: 'accepted', accepted: true }) : undefined}
      />
      <Figure
        label="Refused"
        value={formatCount(refused)}
        hint={share}
        onShow={filters.accepted ? () => update({ accepted: false }) : undefined}
      />
      <Figure label="Verified" value={formatCount(verified)} hint="signature held" />
      <Figure label="Unverified" value={formatCount(unverified)} hint="anyone can cause these" />
      <Figure label="No token read" value={formatCount(withoutToken)} hint="" />
    </>
  );
}
