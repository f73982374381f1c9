'use client';

import type { RotationView } from '@accord/contract/http';
import { RefreshCw } from 'lucide-react';
import { lazy } from 'react';
import { CommandButton } from '../shared/command-button';

const RotateDialog = lazy(async () => ({ default: (await import('./rotate-dialog')).RotateDialog }));

export interface RotateNowProps {
  view: RotationView;
  now: number;
}

/** Starts the next rotation, after it was said what that does. */
export function RotateNow({ view, now }: RotateNowProps) {
  return (
    <CommandButton label="Rotate now" icon={RefreshCw} permission="keys:rotate">
      {(opened) => <RotateDialog view={view} now={now} {...opened} />}
    </CommandButton>
  );
}
