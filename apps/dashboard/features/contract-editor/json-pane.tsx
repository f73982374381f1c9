'use client';

import { Suspense, lazy, useState } from 'react';
import type { JsonEditorProps } from './json-editor';
import { JsonPreview } from './json-preview';
import { jsonText } from './json-value';

const loadEditor = () => import('./json-editor');
const JsonEditor = lazy(async () => ({ default: (await loadEditor()).JsonEditor }));

/** The contract as JSON: text to read, and an editor, which is as large as half of the page, for whoever turns to it. */
export function JsonPane(props: JsonEditorProps) {
  const [wanted, setWanted] = useState(false);
  const preview = (
    <JsonPreview
      text={props.unreadable ?? jsonText(props.contract)}
      readOnly={props.readOnly}
      onApproach={() => void loadEditor()}
      onFocus={() => setWanted(true)}
    />
  );
  return <Suspense fallback={preview}>{wanted ? <JsonEditor {...props} /> : preview}</Suspense>;
}
