'use client';

import type { RotationView } from '@accord/contract/http';
import { GuardedButton } from '@accord/ui';
import { RefreshCw } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { randomKey } from '../../lib/random-key';
import { useBlockedBecause } from '../session/session-queries';

const RotateDialog = lazy(async () => ({ default: (await import('./rotate-dialog')).RotateDialog }));

export interface RotateNowProps {
  view: RotationView;
  now: number;
}

/** Starts the next rotation, after it was said what that does. */
export function RotateNow({ view, now }: RotateNowProps) {
  // A key for each time the dialog is opened: a repeated try is the same command, a later one is another.
  const [idempotencyKey, setIdempotencyKey] = useState<string | null>(null);
  const blockedBecause = useBlockedBecause('keys:rotate');
  return (
    <>
      <GuardedButton
        variant="primary"
        size="md"
        blockedBecause={blockedBecause}
        onClick={() => setIdempotencyKey(randomKey())}
      >
        <RefreshCw aria-hidden="true" />
        Rotate now
      </GuardedButton>
      {idempotencyKey !== null && (
        <Suspense>
          <RotateDialog
            view={view}
            now={now}
            idempotencyKey={idempotencyKey}
            onClose={() => setIdempotencyKey(null)}
          />
        </Suspense>
      )}
    </>
  );
}
