'use client';

import type { RevocationView } from '@accord/contract/http';
import { Button, Dialog, useNotify } from '@accord/ui';
import { CommandProblem } from '../shared/command-problem';
import { KIND_WORDS } from './revocation-words';
import { useLiftRevocation } from './revocations-queries';

/** Says what lifting does before it is done. */
export function LiftDialog({ revocation, onClose }: { revocation: RevocationView; onClose: () => void }) {
  const lift = useLiftRevocation();
  const notify = useNotify();
  const submit = () => {
    if (lift.isPending) return;
    lift.mutate(revocation.id, {
      onSuccess: () => {
        notify({ tone: 'ok', title: 'Revocation lifted' });
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Lift this revocation?"
      description={`${KIND_WORDS[revocation.kind].label} of ${revocation.issuer}: ${revocation.reason}`}
      footer={
        <>
          <Button variant="secondary" size="md" onClick={onClose}>
            Keep it
          </Button>
          <Button variant="danger" size="md" aria-disabled={lift.isPending} onClick={submit}>
            {lift.isPending ? 'Lifting…' : 'Lift'}
          </Button>
        </>
      }
    >
      <CommandProblem error={lift.error} />
      <p>
        What it refused is accepted again as soon as a service has the next policy, if it has not expired by
        then.
      </p>
    </Dialog>
  );
}
