'use client';

import { BundleKeyView } from '@accord/contract/http';
import { Checkbox, plural, useNotify } from '@accord/ui';
import { useState } from 'react';
import { api, path } from '../../../lib/api';
import { shortKid } from '../../shared/key-name';
import { CommandDialog } from '../../shared/command-dialog';
import { useSettingsCommand } from '../settings-queries';
import { NeededBy } from './needed-by';

export interface RetireKeyDialogProps {
  bundleKey: BundleKeyView;
  onClose: () => void;
}

/** Says who would be left behind, and asks for the reason, and whether that is meant. */
export function RetireKeyDialog({ bundleKey: { kid, needed_by }, onClose }: RetireKeyDialogProps) {
  const [override, setOverride] = useState(false);
  const notify = useNotify();
  const retire = useSettingsCommand((reason: string) =>
    api(BundleKeyView, {
      method: 'POST',
      path: path`/v1/trust/keys/${kid}/retire`,
      body: { reason, override },
    }),
  );
  const isNeeded = needed_by.count > 0;
  const retired = () => {
    notify({ tone: 'ok', title: 'The key is retired', description: 'It signs nothing any more.' });
    onClose();
  };
  return (
    <CommandDialog
      title={`Retire the key ${shortKid(kid)}?`}
      description="It signs no more, and its private part is erased: for good."
      label="Retire the key"
      runningLabel="Retiring…"
      tone="danger"
      command={retire}
      blocked={isNeeded && !override}
      onSubmit={(reason) => retire.mutate(reason, { onSuccess: retired })}
      onClose={onClose}
    >
      {isNeeded ? (
        <>
          <p>
            {plural(needed_by.count, 'instance', 'instances')} would keep the policy that they have, and get
            no newer one, until they pin a key in use:
          </p>
          <NeededBy neededBy={needed_by} />
          <Checkbox
            label="Retire it although they still need it"
            hint="For a key that somebody else may hold. The log says that it was overridden."
            checked={override}
            onChange={setOverride}
          />
        </>
      ) : (
        <p>
          No instance that was heard of in the last 24 hours needs it: each gets its policy under another key.
        </p>
      )}
    </CommandDialog>
  );
}
