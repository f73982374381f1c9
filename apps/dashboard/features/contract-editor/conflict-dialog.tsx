'use client';

import { ValidationContract } from '@accord/contract';
import type { DraftConflict } from '@accord/contract/http';
import { diffContracts } from '@accord/policy';
import { Button, Dialog, RelativeTime } from '@accord/ui';
import { useState } from 'react';
import { ChangeList } from '../contract-changes/change-list';
import { JsonDiff } from '../contract-changes/json-diff';
import { CommandProblem } from '../shared/command-problem';
import { inSchemaOrder } from './contract-fields';
import type { DraftSync } from './draft-sync';
import type { JsonObject } from './json-value';

export interface ConflictDialogProps {
  current: DraftConflict['current'];
  mine: JsonObject;
  sync: DraftSync;
  onClose: () => void;
}

/** Two people changed one draft: shows what keeping one's own would overwrite, and leaves the choice. */
export function ConflictDialog({ current, mine, sync, onClose }: ConflictDialogProps) {
  const [error, setError] = useState<unknown>(null);
  const theirs = current && inSchemaOrder(current.contract as JsonObject);
  const take = async () => {
    try {
      await sync.takeTheirs();
      onClose();
    } catch (reason) {
      setError(reason);
    }
  };
  const keep = () => {
    void sync.keepMine();
    onClose();
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="Somebody else changed this draft"
      description="Nothing was overwritten. What you wrote is still in the editor."
      footer={
        <>
          <Button variant="ghost" size="md" onClick={onClose}>
            Decide later
          </Button>
          <Button variant="secondary" size="md" onClick={() => void take()}>
            Take theirs
          </Button>
          <Button variant="danger" size="md" onClick={keep}>
            Keep mine
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <CommandProblem error={error} />
        {current && theirs ? (
          <>
            <p>
              <strong className="font-medium">{current.updated_by}</strong> saved{' '}
              <RelativeTime at={current.updated_at} />. Keeping yours overwrites their draft like this:
            </p>
            <WordsBetween from={theirs} to={mine} />
            <JsonDiff title="Their draft (−) and yours (+)" from={theirs} to={mine} />
          </>
        ) : (
          <p>
            The draft that you edited is gone: it was published or discarded. Take theirs to see what is in
            force now, or keep yours as a new draft.
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** What the difference means, as far as both can be read as contracts. */
function WordsBetween({ from, to }: { from: JsonObject; to: JsonObject }) {
  const [before, after] = [ValidationContract.safeParse(from), ValidationContract.safeParse(to)];
  if (!before.success || !after.success) return null;
  const changes = diffContracts(before.data, after.data);
  return changes.length > 0 ? <ChangeList changes={changes} /> : null;
}
