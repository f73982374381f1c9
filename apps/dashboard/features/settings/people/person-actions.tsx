'use client';

import type { UserView } from '@accord/contract/http';
import { GuardedButton } from '@accord/ui';
import { Suspense, lazy, useState } from 'react';
import { useBlockedBecause } from '../../session/session-queries';

const RoleDialog = lazy(async () => ({ default: (await import('./person-dialogs')).RoleDialog }));
const StatusDialog = lazy(async () => ({ default: (await import('./person-dialogs')).StatusDialog }));
const PasswordDialog = lazy(async () => ({ default: (await import('./person-dialogs')).PasswordDialog }));

const DIALOGS = { role: RoleDialog, password: PasswordDialog, status: StatusDialog };
type Action = keyof typeof DIALOGS;

/** What an administrator changes of one account. */
export function PersonActions({ person }: { person: UserView }) {
  const [action, setAction] = useState<Action | null>(null);
  const blockedBecause = useBlockedBecause('users:write');
  const labels: Record<Action, string> = {
    role: 'Role',
    password: 'New password',
    status: person.status === 'active' ? 'Disable' : 'Enable',
  };
  const Opened = action === null ? null : DIALOGS[action];
  return (
    <span className="flex flex-wrap gap-1.5 lg:justify-end">
      {(['role', 'password', 'status'] as const).map((each) => (
        <GuardedButton
          key={each}
          variant="secondary"
          size="sm"
          blockedBecause={blockedBecause}
          aria-label={`${labels[each]}: ${person.name}`}
          onClick={() => setAction(each)}
        >
          {labels[each]}
        </GuardedButton>
      ))}
      {Opened && (
        <Suspense>
          <Opened person={person} onClose={() => setAction(null)} />
        </Suspense>
      )}
    </span>
  );
}
