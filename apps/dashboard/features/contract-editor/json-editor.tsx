'use client';

import type { LintFinding } from '@accord/contract';
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonLanguage, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, linter } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, type Extension, StateEffect } from '@codemirror/state';
import {
  EditorView,
  type ViewUpdate,
  drawSelection,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { completeContract } from './json-completion';
import { editorTheme } from './json-editor-theme';
import { placeOf } from './json-places';
import { duplicateMembers, readJsonObject } from './json-text';
import { type JsonObject, jsonText, sameJson } from './json-value';

export interface JsonEditorProps {
  contract: JsonObject;
  /** What was written here before and could not be read; null when the contract is what was written. */
  unreadable: string | null;
  findings: readonly LintFinding[];
  readOnly: boolean;
  onWrite: (contract: JsonObject) => void;
  /** The text holds no JSON object that is certain; what was written stays in the editor. */
  onUnreadable: (text: string) => void;
}

/** Marks what the form wrote, so that it is not taken for something that was typed here. */
const fromForm = Annotation.define<boolean>();
/** Tells the lint that there are other findings to show. */
const newFindings = StateEffect.define();
const syntaxErrors = jsonParseLinter();

/** The contract as JSON. Tab leaves the editor, as everywhere on the page. */
export function JsonEditor(props: JsonEditorProps) {
  const { contract, unreadable, findings, readOnly } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  const writable = useRef(new Compartment());

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!host.current) return;
    const editor = new EditorView({
      parent: host.current,
      doc: latest.current.unreadable ?? jsonText(latest.current.contract),
      extensions: [
        ...baseExtensions(),
        writable.current.of([]),
        linter((at) => diagnostics(at, latest.current.findings), {
          delay: 200,
          needsRefresh: hasNewFindings,
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((part) => part.annotation(fromForm)))
            report(update.state.doc.toString(), latest.current);
        }),
      ],
    });
    view.current = editor;
    // What had the focus before the editor came is gone with it; somebody who has moved on is left alone.
    if (document.activeElement === document.body) editor.focus();
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: writable.current.reconfigure(access(readOnly)) });
  }, [readOnly]);

  useEffect(() => {
    if (view.current && unreadable === null) follow(view.current, contract);
  }, [contract, unreadable]);

  useEffect(() => {
    view.current?.dispatch({ effects: newFindings.of(null) });
  }, [findings]);

  return <div ref={host} className="h-full min-h-0 overflow-hidden" />;
}

function baseExtensions(): Extension[] {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  return [
    ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
    lineNumbers(),
    foldGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    lintGutter(),
    json(),
    jsonLanguage.data.of({ autocomplete: completeContract }),
    autocompletion({ icons: false }),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    editorTheme,
    // It has the focus by itself; axe wants to read that of what scrolls.
    EditorView.contentAttributes.of({ 'aria-label': 'Contract as JSON', spellcheck: 'false', tabindex: '0' }),
  ];
}

const access = (readOnly: boolean): Extension => [
  EditorState.readOnly.of(readOnly),
  EditorView.contentAttributes.of({ 'aria-readonly': String(readOnly) }),
];

function hasNewFindings({ transactions }: ViewUpdate): boolean {
  return transactions.some(({ effects }) => effects.some((effect) => effect.is(newFindings)));
}

function report(text: string, { onWrite, onUnreadable }: JsonEditorProps): void {
  const contract = readJsonObject(text);
  if (contract === null) onUnreadable(text);
  else onWrite(contract);
}

/** Writes what the form changed, and only that: cursor, folds and formatting elsewhere stay. */
function follow(editor: EditorView, contract: JsonObject): void {
  const before = editor.state.doc.toString();
  const held = readJsonObject(before);
  if (held && sameJson(held, contract)) return;
  const after = jsonText(contract);
  let from = 0;
  while (from < before.length && before[from] === after[from]) from += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - from;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  editor.dispatch({
    changes: { from, to: before.length - end, insert: after.slice(from, after.length - end) },
    annotations: fromForm.of(true),
  });
}

function diagnostics(editor: EditorView, findings: readonly LintFinding[]): Diagnostic[] {
  const text = editor.state.doc.toString();
  if (readJsonObject(text) === null) return [...syntaxErrors(editor), ...duplicates(text)];
  return findings.map((finding) => ({
    ...placeOf(editor.state, finding.path),
    severity: finding.severity,
    source: finding.code,
    message: finding.message,
  }));
}

const duplicates = (text: string): Diagnostic[] =>
  duplicateMembers(text).map((place) => ({ ...place, severity: 'error', source: 'member_duplicate' }));
