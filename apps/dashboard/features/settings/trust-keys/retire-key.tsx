'use client';

import type { BundleKeyView } from '@accord/contract/http';
import { GuardedButton } from '@accord/ui';
import { Suspense, lazy, useState } from 'react';
import { useBlockedBecause } from '../../session/session-queries';

const RetireKeyDialog = lazy(async () => ({
  default: (await import('./retire-key-dialog')).RetireKeyDialog,
}));

export interface RetireKeyProps {
  bundleKey: BundleKeyView;
  /** The only one in use signs everything: it stays. */
  isLast: boolean;
}

/** Opens the dialog that ends a key, or says why it cannot be ended. */
export function RetireKey({ bundleKey, isLast }: RetireKeyProps) {
  const [open, setOpen] = useState(false);
  const notAllowed = useBlockedBecause('trust_keys:write');
  const onlyOne = isLast
    ? 'This is the only key in use. Add a new one first, and let services pin it.'
    : null;
  return (
    <>
      <GuardedButton
        variant="secondary"
        size="sm"
        blockedBecause={notAllowed ?? onlyOne}
        aria-label={`Retire the key ${bundleKey.kid}`}
        onClick={() => setOpen(true)}
      >
        Retire
      </GuardedButton>
      {open && (
        <Suspense>
          <RetireKeyDialog bundleKey={bundleKey} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
