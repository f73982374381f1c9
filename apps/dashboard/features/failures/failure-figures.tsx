import type { Outcome } from '@accord/contract';
import type { FailuresView } from '@accord/contract/http';
import { formatCount, formatShare } from '@accord/ui';
import { sumsOf, type Sums } from './chart-data';
import { OUTCOME_WORDS } from './reason-words';

function Figure({ label, value, hint }: { label: string; value: string; hint: string }) {
  return (
    <div className="py-2 sm:px-5 sm:first:pl-0">
      <dt className="text-xs text-muted">{label}</dt>
      <dd>
        <span className="text-lg font-semibold">{value}</span>
        <span className="ml-2 text-xs text-muted">{hint}</span>
      </dd>
    </div>
  );
}

export interface FailureFiguresProps {
  view: FailuresView;
  /** When only one outcome is looked at, the others are not known. */
  reason: Outcome | null;
}

/** The window in a few exact numbers. They add up: accepted + refused + dropped is all that was seen. */
export function FailureFigures({ view, reason }: FailureFiguresProps) {
  const sums = sumsOf(view);
  return (
    <dl className="mb-4 grid grid-cols-2 max-sm:gap-x-4 sm:flex sm:flex-wrap sm:divide-x">
      {reason === null ? (
        <AllOutcomes sums={sums} />
      ) : (
        <Figure
          label={reason}
          value={formatCount(sums.accepted + sums.refused)}
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

function AllOutcomes({ sums: { accepted, refused, verified, unverified, withoutToken } }: { sums: Sums }) {
  const seen = accepted + refused;
  const share = seen === 0 ? 'no requests' : `${formatShare(refused / seen)} of ${formatCount(seen)}`;
  return (
    <>
      <Figure label="Accepted" value={formatCount(accepted)} hint="" />
      <Figure label="Refused" value={formatCount(refused)} hint={share} />
      <Figure label="Verified" value={formatCount(verified)} hint="signature held" />
      <Figure label="Unverified" value={formatCount(unverified)} hint="anyone can cause these" />
      <Figure label="No token read" value={formatCount(withoutToken)} hint="" />
    </>
  );
}
