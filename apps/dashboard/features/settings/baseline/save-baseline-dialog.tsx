'use client';

import { BaselineBreaksContracts, BaselineConflict, BaselineView } from '@accord/contract/http';
import { Checkbox, SkeletonRows, Status } from '@accord/ui';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../lib/api';
import { asProblem } from '../../../lib/api-problem';
import { FindingNotes } from '../../contract-editor/finding-notes';
import type { JsonObject } from '../../contract-editor/json-value';
import { CommandDialog } from '../../shared/command-dialog';
import { QueryView } from '../../shared/query-view';
import { ValueChanges, type ValueChange } from '../../shared/value-changes';
import { useSettingsCommand } from '../settings-queries';
import { baselineChanges } from './baseline-fields';

type Broken = BaselineBreaksContracts['broken'];

export interface SaveBaselineDialogProps {
  base: BaselineView;
  draft: JsonObject;
  onSaved: (saved: BaselineView) => void;
  onClose: () => void;
}

/** What would change and which published contracts would be looser than it, before it is saved. */
export function SaveBaselineDialog({ base, draft, onSaved, onClose }: SaveBaselineDialogProps) {
  const [over, setOver] = useState(base);
  const [accepted, setAccepted] = useState(false);
  const preview = usePreview(draft);
  const broken = preview.data?.broken ?? [];
  const save = useSettingsCommand((reason: string) =>
    api(BaselineView, {
      method: 'PUT',
      path: '/v1/baseline',
      ifMatch: `"${over.etag}"`,
      body: { baseline: draft, reason, accept_broken: broken.map(({ contract }) => contract) },
    }),
  );
  const problem = save.error ? asProblem(save.error) : null;
  const overtaken = over.etag !== base.etag;
  const refused = (error: Error) => {
    const { status, code, members } = asProblem(error);
    const conflict = status === 412 ? BaselineConflict.safeParse(members).data : undefined;
    if (conflict) setOver(conflict.current);
    if (code !== 'baseline_breaks_contracts') return;
    // Published meanwhile: what was accepted is not all of it any more.
    setAccepted(false);
    void preview.refetch();
  };
  return (
    <CommandDialog
      title="Save the baseline"
      description="It holds at once for whatever is published from now on. What is published stays in force."
      wide={broken.length > 0}
      label="Save"
      runningLabel="Saving…"
      cancelLabel="Go on editing"
      command={{ isPending: save.isPending, error: problem?.status === 412 ? null : problem }}
      blocked={preview.data === undefined || (broken.length > 0 && !accepted)}
      onSubmit={(reason) => save.mutate(reason, { onSuccess: onSaved, onError: refused })}
      onClose={onClose}
    >
      {overtaken && <Overtaken current={over} changes={baselineChanges(base.baseline, over.baseline)} />}
      <ValueChanges changes={baselineChanges(over.baseline, draft)} />
      <QueryView
        query={preview}
        skeleton={<SkeletonRows rows={2} label="Looking at the published contracts" />}
      >
        {() =>
          broken.length === 0 ? (
            <Status tone="ok" icon={CircleCheck}>
              No published contract is looser than this.
            </Status>
          ) : (
            <BrokenContracts broken={broken} accepted={accepted} onAccept={setAccepted} />
          )
        }
      </QueryView>
    </CommandDialog>
  );
}

/** Read afresh each time: a stale promise is none. */
function usePreview(baseline: JsonObject) {
  return useQuery({
    queryKey: ['settings', 'baseline-preview', baseline],
    queryFn: ({ signal }) =>
      api(BaselineBreaksContracts, {
        method: 'POST',
        path: '/v1/baseline/preview',
        body: { baseline },
        signal,
      }),
    gcTime: 0,
  });
}

/** Somebody saved meanwhile: what saving again would overwrite. */
function Overtaken({ current, changes }: { current: BaselineView; changes: readonly ValueChange[] }) {
  return (
    <div role="alert" className="rounded-md border border-line-strong px-3 py-2">
      <Status tone="warn" icon={TriangleAlert}>
        {`${current.updated_by ?? 'Somebody'} saved version ${current.version} meanwhile`}
      </Status>
      <p className="mt-1 text-muted">
        Your form is kept. That version changed what follows; saving replaces it.
      </p>
      <ValueChanges changes={changes} />
    </div>
  );
}

interface BrokenContractsProps {
  broken: Broken;
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
}

function BrokenContracts({ broken, accepted, onAccept }: BrokenContractsProps) {
  return (
    <div className="flex flex-col gap-3">
      <Status tone="warn" icon={TriangleAlert}>
        {broken.length === 1
          ? '1 published contract is looser than this.'
          : `${broken.length} published contracts are looser than this.`}
      </Status>
      <ul aria-label="Looser contracts" className="max-h-64 divide-y overflow-y-auto border-y" tabIndex={0}>
        {broken.map(({ contract, version, findings }) => (
          <li key={contract} className="flex flex-col gap-1 py-2">
            <span>
              <span className="font-medium">{contract}</span>{' '}
              <span className="text-muted">version {version}</span>
            </span>
            <FindingNotes findings={findings} />
          </li>
        ))}
      </ul>
      <Checkbox
        label="Leave them as they are, until they are published again: then they have to fit."
        checked={accepted}
        onChange={onAccept}
      />
    </div>
  );
}
