'use client';

import type { ChangePassword } from '@accord/contract/http';
import { Field, Input, useNotify } from '@accord/ui';
import { apiEmpty } from '../../../lib/api';
import { CommandDialog } from '../../shared/command-dialog';
import { textOf } from '../../shared/form-text';
import { problemAt } from '../../shared/problem-at';
import { useSettingsCommand } from '../settings-queries';

/** One's own password. Other sessions end, this one goes on. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const notify = useNotify();
  const change = useSettingsCommand((body: ChangePassword) =>
    apiEmpty({ method: 'POST', path: '/v1/session/password', body }),
  );
  const changed = () => {
    notify({ tone: 'ok', title: 'Password changed', description: 'Your other sessions have ended.' });
    onClose();
  };
  return (
    <CommandDialog
      title="Change my password"
      description="Your other sessions end; this one goes on."
      label="Change"
      runningLabel="Changing…"
      cancelLabel="Cancel"
      asksReason={false}
      command={change}
      onSubmit={(_reason, form) =>
        change.mutate(
          {
            current_password: textOf(form, 'current_password'),
            new_password: textOf(form, 'new_password'),
          },
          { onSuccess: changed },
        )
      }
      onClose={onClose}
    >
      <Field label="Current password" name="current_password">
        <Input type="password" required autoComplete="current-password" />
      </Field>
      <Field
        label="New password"
        name="new_password"
        hint="12 characters or more; length is the only rule."
        error={problemAt(change.error, 'new_password')}
      >
        <Input type="password" required minLength={12} maxLength={256} autoComplete="new-password" />
      </Field>
    </CommandDialog>
  );
}
