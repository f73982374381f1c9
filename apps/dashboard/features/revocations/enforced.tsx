import type { RevocationView } from '@accord/contract/http';
import { Status } from '@accord/ui';
import { CircleCheck, CircleDashed, Minus } from 'lucide-react';

/** How many live instances refuse it already. */
export function Enforced({ enforced_by: done, reaches }: Pick<RevocationView, 'enforced_by' | 'reaches'>) {
  if (reaches === 0) {
    return (
      <Status tone="neutral" icon={Minus}>
        no live instance
      </Status>
    );
  }
  const everywhere = done === reaches;
  return (
    <Status tone={everywhere ? 'ok' : 'warn'} icon={everywhere ? CircleCheck : CircleDashed}>
      {done} of {reaches}
    </Status>
  );
}
