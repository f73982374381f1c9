'use client';

import { UserView, type UpdateUser } from '@accord/contract/http';
import { useNotify } from '@accord/ui';
import { useState } from 'react';
import { api, path } from '../../../lib/api';
import { CommandDialog } from '../../shared/command-dialog';
import { RoleSelect } from '../role-select';
import { SecretDialog } from '../secret-dialog';
import { useSettingsCommand } from '../settings-queries';
import { oneTimePassword } from './one-time-password';

export interface PersonDialogProps {
  person: UserView;
  onClose: () => void;
}

function useUpdatePerson({ person }: PersonDialogProps) {
  return useSettingsCommand((body: UpdateUser) =>
    api(UserView, { method: 'PATCH', path: path`/v1/users/${person.id}`, body }),
  );
}

export function RoleDialog(props: PersonDialogProps) {
  const { person, onClose } = props;
  const [role, setRole] = useState(person.role);
  const update = useUpdatePerson(props);
  const notify = useNotify();
  const saved = () => {
    notify({ tone: 'ok', title: `${person.name} is ${role} now` });
    onClose();
  };
  return (
    <CommandDialog
      title={`Role of ${person.name}`}
      description="It holds at once, also for sessions that are open."
      label="Save"
      runningLabel="Saving…"
      cancelLabel="Cancel"
      asksReason={false}
      command={update}
      onSubmit={() => update.mutate({ role }, { onSuccess: saved })}
      onClose={onClose}
    >
      <RoleSelect value={role} onChange={setRole} />
    </CommandDialog>
  );
}

export function StatusDialog(props: PersonDialogProps) {
  const { person, onClose } = props;
  const update = useUpdatePerson(props);
  const notify = useNotify();
  const disables = person.status === 'active';
  const done = () => {
    notify({
      tone: 'ok',
      title: disables ? `${person.name} is disabled` : `${person.name} can log in again`,
    });
    onClose();
  };
  return (
    <CommandDialog
      title={disables ? `Disable ${person.name}?` : `Enable ${person.name}?`}
      description={`${person.email}, ${person.role}`}
      label={disables ? 'Disable' : 'Enable'}
      runningLabel={disables ? 'Disabling…' : 'Enabling…'}
      tone={disables ? 'danger' : 'primary'}
      asksReason={false}
      command={update}
      onSubmit={() => update.mutate({ status: disables ? 'disabled' : 'active' }, { onSuccess: done })}
      onClose={onClose}
    >
      <p>
        {disables
          ? 'Every session of theirs ends at once, and they cannot log in. What they did stays in the log; API tokens that they made go on.'
          : 'They log in with the password that they had.'}
      </p>
    </CommandDialog>
  );
}

export function PasswordDialog(props: PersonDialogProps) {
  const { person, onClose } = props;
  const [password] = useState(oneTimePassword);
  const update = useUpdatePerson(props);
  if (update.data) {
    return (
      <SecretDialog
        title={`New password for ${person.name}`}
        what={`Password of ${person.email}`}
        secret={password}
        onClose={onClose}
      >
        Hand it over in a way that you trust. It is to be changed after the log-in, under Settings, Sessions.
      </SecretDialog>
    );
  }
  return (
    <CommandDialog
      title={`New password for ${person.name}?`}
      description={person.email}
      label="Make a new password"
      runningLabel="Making…"
      tone="danger"
      asksReason={false}
      command={update}
      onSubmit={() => update.mutate({ password })}
      onClose={onClose}
    >
      <p>The old one stops working and every session of theirs ends at once. The new one is shown once.</p>
    </CommandDialog>
  );
}
