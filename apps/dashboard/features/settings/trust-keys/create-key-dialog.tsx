'use client';

import { BundleKeyView } from '@accord/contract/http';
import { useNotify } from '@accord/ui';
import { api } from '../../../lib/api';
import { shortKid } from '../../shared/key-name';
import type { OpenedCommand } from '../../shared/command-button';
import { CommandDialog } from '../../shared/command-dialog';
import { useSettingsCommand } from '../settings-queries';

/** Makes a key that signs beside the others. */
export function CreateKeyDialog({ idempotencyKey, onClose }: OpenedCommand) {
  const notify = useNotify();
  const create = useSettingsCommand((reason: string) =>
    api(BundleKeyView, { method: 'POST', path: '/v1/trust/keys', body: { reason }, idempotencyKey }),
  );
  const created = ({ kid }: BundleKeyView) => {
    notify({
      tone: 'ok',
      title: `The key ${shortKid(kid)} is there`,
      description: 'Let services pin it beside the others.',
    });
    onClose();
  };
  return (
    <CommandDialog
      title="Add a trust key?"
      description="It signs for every service that pins it. Nothing changes for those that do not."
      label="Add the key"
      runningLabel="Adding…"
      command={create}
      onSubmit={(reason) => create.mutate(reason, { onSuccess: created })}
      onClose={onClose}
    >
      <ol className="flex list-decimal flex-col gap-2 pl-5 marker:text-muted">
        <li>
          Put all keys that this page then shows into every service’s configuration, over a way that you
          trust.
        </li>
        <li>Release the services. This page counts the instances that pin the new key.</li>
        <li>Retire the old key when no instance needs it any more.</li>
      </ol>
    </CommandDialog>
  );
}
