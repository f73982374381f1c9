'use client';

import type { BaselineView } from '@accord/contract/http';
import { Button, GuardedButton, useNotify } from '@accord/ui';
import { ShieldCheck, Undo2 } from 'lucide-react';
import { Suspense, lazy, useMemo, useState } from 'react';
import { EditorContext } from '../../contract-editor/editor-context';
import { FieldView } from '../../contract-editor/field-view';
import {
  type Json,
  type JsonObject,
  type JsonPath,
  isJsonObject,
  withValueAt,
} from '../../contract-editor/json-value';
import { useBlockedBecause } from '../../session/session-queries';
import { BASELINE_FIELDS, baselineChanges, baselineFindings } from './baseline-fields';

const SaveBaselineDialog = lazy(async () => ({
  default: (await import('./save-baseline-dialog')).SaveBaselineDialog,
}));

export interface BaselineEditorProps {
  /** What was looked at, and is replaced by what is saved. */
  base: BaselineView;
  onSaved: (saved: BaselineView) => void;
}

/** A form over every member of the baseline's schema. */
export function BaselineEditor({ base, onSaved }: BaselineEditorProps) {
  const [draft, setDraft] = useState<JsonObject>(base.baseline);
  const [saving, setSaving] = useState(false);
  const notify = useNotify();
  const missing = useBlockedBecause('baseline:write');
  const findings = useMemo(() => baselineFindings(draft), [draft]);
  const changes = baselineChanges(base.baseline, draft);
  const readOnly = missing !== null;
  const editor = useMemo(
    () => ({
      set: (path: JsonPath, value: Json | undefined) =>
        setDraft((old) => {
          const next = withValueAt(old, path, value);
          return isJsonObject(next) ? next : old;
        }),
      readOnly,
      findings,
    }),
    [readOnly, findings],
  );
  const blockedBecause =
    missing ??
    (findings.length > 0 ? 'Mend what is marked in the form first.' : null) ??
    (changes.length === 0 ? 'Nothing has been changed.' : null);
  const saved = (view: BaselineView) => {
    setSaving(false);
    notify({ tone: 'ok', title: `Version ${view.version} is in force` });
    onSaved(view);
  };
  return (
    <EditorContext value={editor}>
      {missing !== null && <p className="mb-5 rounded-md bg-info-soft px-3 py-2 text-sm">{missing}</p>}
      <div className="flex max-w-2xl flex-col gap-6">
        {BASELINE_FIELDS.map((field) => (
          <FieldView key={field.name} field={field} path={[field.name]} value={draft[field.name]} />
        ))}
      </div>
      <div className="sticky bottom-0 z-20 -mx-1 mt-6 flex flex-wrap items-center gap-2 border-t bg-bg px-1 py-3">
        <GuardedButton
          variant="primary"
          size="md"
          blockedBecause={blockedBecause}
          onClick={() => setSaving(true)}
        >
          <ShieldCheck aria-hidden="true" />
          Review and save
        </GuardedButton>
        {changes.length > 0 && (
          <>
            <Button variant="ghost" size="md" onClick={() => setDraft(base.baseline)}>
              <Undo2 aria-hidden="true" />
              Undo all
            </Button>
            <span className="text-sm text-muted">
              {changes.length === 1 ? '1 change' : `${changes.length} changes`}, not saved
            </span>
          </>
        )}
      </div>
      {saving && (
        <Suspense>
          <SaveBaselineDialog base={base} draft={draft} onSaved={saved} onClose={() => setSaving(false)} />
        </Suspense>
      )}
    </EditorContext>
  );
}
