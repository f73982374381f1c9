import type { LintFinding } from '@accord/contract';
import { createContext, useContext } from 'react';
import { type Json, type JsonPath, pointer } from './json-value';

export interface EditorContextValue {
  /** Replaces one member; undefined leaves it out. */
  set: (path: JsonPath, value: Json | undefined) => void;
  readOnly: boolean;
  findings: readonly LintFinding[];
}

export const EditorContext = createContext<EditorContextValue>({
  set: () => undefined,
  readOnly: true,
  findings: [],
});

export const useEditor = () => useContext(EditorContext);

/** The element that stands for a member in the form. */
export const fieldId = (path: JsonPath) => `field-${path.join('.')}`;

/** What the lint says about a member; `deep`: also about what is in it, for controls that show it as one. */
export function useFindingsAt(path: JsonPath, deep: boolean): readonly LintFinding[] {
  const { findings } = useEditor();
  const here = pointer(path);
  return findings.filter((finding) => {
    const at = pointer(finding.path);
    return at === here || (deep && at.startsWith(`${here}/`));
  });
}
