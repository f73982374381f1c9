import { ISSUER_PRESETS, withPreset } from '@accord/policy';
import { Button, Select } from '@accord/ui';
import { Undo2, WandSparkles } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { useEditor } from './editor-context';
import { isJsonObject, sameContent, type JsonObject } from './json-value';

const CHOICES = [
  { value: '', label: 'Choose a product' },
  ...ISSUER_PRESETS.map(({ id, name }) => ({ value: id, label: name })),
];

export interface PresetPickerProps {
  contract: JsonObject;
  onChange: (contract: JsonObject) => void;
}

/** Fills in what is known of a product's access tokens; audiences, times and routes stay as they are. */
export function PresetPicker({ contract, onChange }: PresetPickerProps) {
  const { readOnly } = useEditor();
  const [chosen] = useQueryState('preset', parseAsString);
  const [id, setId] = useState(chosen ?? '');
  const [before, setBefore] = useState<JsonObject | null>(null);
  const preset = ISSUER_PRESETS.find((each) => each.id === id);
  const next = preset && withPreset(contract, preset);
  const isApplied = next !== undefined && sameContent(next, contract);
  const apply = () => {
    if (!isJsonObject(next)) return;
    setBefore(contract);
    onChange(next);
  };
  const undo = () => {
    if (before) onChange(before);
    setBefore(null);
  };
  return (
    <div className="mb-6 flex max-w-prose flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <Select quiet label="Tokens issued by" options={CHOICES} value={id} onChange={setId} />
        <Button variant="secondary" size="md" disabled={readOnly || !preset || isApplied} onClick={apply}>
          <WandSparkles aria-hidden="true" />
          Fill in
        </Button>
        {before && isApplied && (
          <Button variant="ghost" size="md" disabled={readOnly} onClick={undo}>
            <Undo2 aria-hidden="true" />
            Undo
          </Button>
        )}
      </div>
      <p role="status" aria-label="About this product" className="text-xs text-muted">
        {preset?.hint}
      </p>
    </div>
  );
}
