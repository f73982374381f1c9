'use client';

import { schemaFindings } from '@accord/policy';
import { ErrorState, ToggleGroup, cx } from '@accord/ui';
import { Info } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Suspense, lazy, useCallback, useMemo, useState } from 'react';
import { useBlockedBecause } from '../session/session-queries';
import { ContractForm } from './contract-form';
import type { OpenedEditor, Place } from './contract-queries';
import { DiscardButton } from './discard-button';
import { EditorContext } from './editor-context';
import { FindingsSummary } from './findings-summary';
import type { JsonEditorProps } from './json-editor';
import { JsonPane } from './json-pane';
import { type Json, type JsonPath, isJsonObject, withValueAt } from './json-value';
import { PresetPicker } from './preset-picker';
import { PublishButton } from './publish-button';
import { SaveStatus } from './save-status';
import { type DraftInEditor, useDraftSync } from './use-draft-sync';

const ConflictDialog = lazy(async () => ({ default: (await import('./conflict-dialog')).ConflictDialog }));

const VIEWS = ['form', 'json'] as const;

export interface ContractEditorProps {
  place: Place;
  opened: OpenedEditor;
  onPublished: () => void;
}

/** Form and JSON over one draft: whoever writes in one sees it in the other. */
export function ContractEditor({ place, opened, onPublished }: ContractEditorProps) {
  const draft = useDraftSync(place, opened);
  const { sync, contract, save } = draft;
  const readable = draft.unreadable === null;
  const [resolving, setResolving] = useState(true);
  const blockedBecause = useBlockedBecause('contracts:write');
  const findings = useFindings(draft);
  const readOnly = blockedBecause !== null;
  const set = useCallback(
    (path: JsonPath, value: Json | undefined) => {
      const next = withValueAt(sync.current().contract, path, value);
      if (isJsonObject(next)) sync.edit(next);
    },
    [sync],
  );
  const editor = useMemo(
    () => ({ set, readOnly: readOnly || !readable, findings }),
    [set, readOnly, readable, findings],
  );
  const published = () => {
    void sync.takeTheirs();
    onPublished();
  };
  const live = opened.live?.version ?? null;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <EditorContext value={editor}>
      <div className="sticky top-12 z-20 -mx-1 mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b bg-bg px-1 py-2">
        <SaveStatus
          save={save}
          readable={readable}
          hasDraft={draft.draft !== null}
          isPublished={live !== null}
          readOnly={readOnly}
          onRetry={() => void sync.flush()}
          onResolve={() => setResolving(true)}
        />
        <div className="flex flex-wrap items-center gap-2">
          <DiscardButton draft={draft} live={live} />
          <PublishButton {...place} draft={draft} live={live} errors={errors} onPublished={published} />
        </div>
      </div>
      <Notices draft={draft} blockedBecause={blockedBecause} />
      <div className="mb-6">
        <FindingsSummary findings={findings} />
      </div>
      {!readOnly && <PresetPicker contract={contract} onChange={(next) => sync.edit(next)} />}
      <Panes
        contract={contract}
        unreadable={draft.unreadable}
        findings={findings}
        readOnly={readOnly}
        onWrite={(written) => sync.edit(written)}
        onUnreadable={(text) => sync.keepUnreadable(text)}
      />
      {save.kind === 'conflict' && resolving && (
        <Suspense>
          <ConflictDialog
            current={save.current}
            mine={contract}
            sync={sync}
            onClose={() => setResolving(false)}
          />
        </Suspense>
      )}
    </EditorContext>
  );
}

/** While the text is no contract, what the schema says at once; else what the server said of the saved draft. */
function useFindings({ contract, draft }: DraftInEditor) {
  const structural = useMemo(() => schemaFindings(contract), [contract]);
  return structural.length > 0 ? structural : (draft?.findings ?? []);
}

interface NoticesProps {
  draft: DraftInEditor;
  blockedBecause: string | null;
}

function Notices({ draft: { save }, blockedBecause }: NoticesProps) {
  const problem = save.kind === 'failed' && save.problem.status !== 401 ? save.problem : null;
  return (
    <div className="flex flex-col gap-3 not-empty:mb-4">
      {blockedBecause && <Notice>{blockedBecause} You can look at everything and copy the JSON.</Notice>}
      {problem && (
        <ErrorState
          title={`Not saved: ${problem.title}`}
          detail={`${problem.detail} What you wrote is still here.`}
          requestId={problem.requestId}
        />
      )}
    </div>
  );
}

function Notice({ children }: { children: React.ReactNode }) {
  return (
    <p className="flex items-start gap-2 rounded-md bg-info-soft px-3 py-2 text-sm">
      <Info aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-info" />
      <span>{children}</span>
    </p>
  );
}

/** Side by side where there is room; one of them, by choice, where there is not. */
function Panes(props: JsonEditorProps) {
  const [view, setView] = useQueryState('view', parseAsStringLiteral(VIEWS).withDefault('form'));
  return (
    <>
      <ToggleGroup
        label="Show the contract as"
        className="mb-4 lg:hidden"
        options={[
          { value: 'form', label: 'Form' },
          { value: 'json', label: 'JSON' },
        ]}
        value={view}
        onChange={(next) => void setView(next === 'json' ? 'json' : 'form')}
      />
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,0.85fr)]">
        <div className={cx('min-w-0', view === 'json' && 'max-lg:hidden')}>
          <ContractForm contract={props.contract} />
        </div>
        <section
          aria-label="JSON"
          className={cx(
            'sticky top-28 flex h-[calc(100vh-132px)] min-w-0 flex-col overflow-hidden rounded-md border bg-surface',
            view === 'form' && 'max-lg:hidden',
          )}
        >
          <div className="min-h-0 flex-1">
            <JsonPane {...props} />
          </div>
          {/* Not above the form: it would jump while somebody types here. */}
          {props.unreadable !== null && (
            <Notice>
              The JSON cannot be read at the moment. The form shows, and keeps, what it was before.
            </Notice>
          )}
        </section>
      </div>
    </>
  );
}
