'use client';

import type { KeyView, RotationView } from '@accord/contract/http';
import { useNotify } from '@accord/ui';
import { CommandDialog } from '../shared/command-dialog';
import { shortKid } from '../shared/key-name';
import { useHoldKey } from './rotation-commands';

/** What a hold means for a key in the state that it is in. */
const HOLDS: Readonly<Record<string, string>> = {
  pre_active: 'It is not published until somebody releases it.',
  published:
    'It stays in the JWKS and does not become active. If it is the only standby, no rotation goes on.',
  active: 'It goes on signing; its successor does not take over.',
  deactivated: 'It stays in the JWKS, so its tokens stay accepted until they end.',
};

export interface HoldDialogProps {
  view: RotationView;
  keyView: KeyView;
  onClose: () => void;
}

/** Holds a key, or releases a held one; either way with a reason. */
export function HoldDialog({ view, keyView: key, onClose }: HoldDialogProps) {
  const hold = key.hold_reason === null;
  const command = useHoldKey(view.issuer, key.kid);
  const notify = useNotify();
  return (
    <CommandDialog
      title={`${hold ? 'Hold' : 'Release'} the key ${shortKid(key.kid)}?`}
      description={hold ? 'It stays where it is until somebody releases it.' : `Held: ${key.hold_reason}`}
      label={hold ? 'Hold' : 'Release'}
      runningLabel={hold ? 'Holding…' : 'Releasing…'}
      command={command}
      onSubmit={(reason) =>
        command.mutate(
          { reason, hold },
          {
            onSuccess: () => {
              notify({ tone: 'ok', title: hold ? 'The key is held' : 'The key is released' });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <ul className="flex list-disc flex-col gap-2 pl-5 marker:text-muted">
        <li>
          {hold
            ? (HOLDS[key.state] ?? 'It stays as it is.')
            : 'The schedule goes on with it; whatever is overdue happens as soon as its other guards hold.'}
        </li>
        {hold && <li>A hold has no end of its own, and no override passes it. A compromise does.</li>}
      </ul>
    </CommandDialog>
  );
}
