'use client';

import type { KeyView, RotationView } from '@accord/contract/http';
import { isHoldable } from '@accord/rotation';
import { GuardedButton } from '@accord/ui';
import { Hand, ShieldAlert } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useBlockedBecause } from '../session/session-queries';

const HoldDialog = lazy(async () => ({ default: (await import('./hold-dialog')).HoldDialog }));
const CompromiseDialog = lazy(async () => ({
  default: (await import('./compromise-dialog')).CompromiseDialog,
}));

export interface KeyActionsProps {
  view: RotationView;
  keyView: KeyView;
}

/** What a person can do with one key. */
export function KeyActions({ view, keyView: key }: KeyActionsProps) {
  const [open, setOpen] = useState<'hold' | 'compromise' | null>(null);
  const holdBlocked = useBlockedBecause('keys:rotate');
  const compromiseBlocked = useBlockedBecause('keys:compromise');
  if (key.state === 'compromised') return null;
  const close = () => setOpen(null);
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {isHoldable(key.state) && (
        <GuardedButton
          variant="secondary"
          size="sm"
          blockedBecause={holdBlocked}
          onClick={() => setOpen('hold')}
        >
          <Hand aria-hidden="true" />
          {key.hold_reason === null ? 'Hold this key' : 'Release this key'}
        </GuardedButton>
      )}
      <GuardedButton
        variant="secondary"
        size="sm"
        blockedBecause={compromiseBlocked}
        onClick={() => setOpen('compromise')}
      >
        <ShieldAlert aria-hidden="true" />
        Report as compromised
      </GuardedButton>
      <Suspense>
        {open === 'hold' && <HoldDialog view={view} keyView={key} onClose={close} />}
        {open === 'compromise' && <CompromiseDialog view={view} keyView={key} onClose={close} />}
      </Suspense>
    </div>
  );
}
