'use client';

import type { RevocationView } from '@accord/contract/http';
import { useNotify } from '@accord/ui';
import { CommandDialog } from '../shared/command-dialog';
import { KIND_WORDS } from './revocation-words';
import { useLiftRevocation } from './revocations-queries';

/** Says what lifting does before it is done, and asks why. */
export function LiftDialog({ revocation, onClose }: { revocation: RevocationView; onClose: () => void }) {
  const lift = useLiftRevocation();
  const notify = useNotify();
  const onSuccess = () => {
    notify({ tone: 'ok', title: 'Revocation lifted' });
    onClose();
  };
  return (
    <CommandDialog
      title="Lift this revocation?"
      description={`${KIND_WORDS[revocation.kind].label} of ${revocation.issuer}: ${revocation.reason}`}
      label="Lift"
      runningLabel="Lifting…"
      tone="danger"
      cancelLabel="Keep it"
      command={lift}
      onSubmit={(reason) => lift.mutate({ id: revocation.id, body: { reason } }, { onSuccess })}
      onClose={onClose}
    >
      <p>
        What it refused is accepted again as soon as a service has the next policy, if it has not expired by
        then.
      </p>
    </CommandDialog>
  );
}
