'use client';

import type { Permission } from '@accord/contract';
import { GuardedButton, type ButtonVariant } from '@accord/ui';
import type { LucideIcon } from 'lucide-react';
import { Suspense, useState } from 'react';
import { randomKey } from '../../lib/random-key';
import { useBlockedBecause } from '../session/session-queries';

export interface OpenedCommand {
  /** The same while the dialog is open: a repeated try is the same command, a later one is another. */
  idempotencyKey: string;
  onClose: () => void;
}

export interface CommandButtonProps {
  label: string;
  icon: LucideIcon;
  variant?: ButtonVariant;
  /** Null where everybody may. */
  permission: Permission | null;
  /** The dialog, loaded when it is first asked for. */
  children: (opened: OpenedCommand) => React.ReactNode;
}

/** Opens a command's dialog, or says which right is missing for it. */
export function CommandButton({
  label,
  icon: Icon,
  variant = 'primary',
  permission,
  children,
}: CommandButtonProps) {
  const [idempotencyKey, setIdempotencyKey] = useState<string | null>(null);
  const blockedBecause = useBlockedBecause(permission);
  return (
    <>
      <GuardedButton
        variant={variant}
        size="md"
        blockedBecause={blockedBecause}
        onClick={() => setIdempotencyKey(randomKey())}
      >
        <Icon aria-hidden="true" />
        {label}
      </GuardedButton>
      {idempotencyKey !== null && (
        <Suspense>{children({ idempotencyKey, onClose: () => setIdempotencyKey(null) })}</Suspense>
      )}
    </>
  );
}
