import type { RevocationView } from '@accord/contract/http';
import { Status } from '@accord/ui';
import { CircleCheck, CircleDashed, Minus } from 'lucide-react';
import { RowLink } from '../shared/row-link';

/** How many live instances refuse it already; where some do not, the way to them. */
export function Enforced({
  enforced_by: done,
  reaches,
  change_number: change,
}: Pick<RevocationView, 'enforced_by' | 'reaches' | 'change_number'>) {
  if (reaches === 0) {
    return (
      <Status tone="neutral" icon={Minus}>
        no live instance
      </Status>
    );
  }
  const everywhere = done === reaches;
  const share = (
    <Status tone={everywhere ? 'ok' : 'warn'} icon={everywhere ? CircleCheck : CircleDashed}>
      {done} of {reaches}
    </Status>
  );
  if (everywhere) return share;
  return (
    <RowLink href={`/fleet?lacks=${change}`} title="Who lacks it" className="rounded-sm hover:underline">
      {share}
    </RowLink>
  );
}
