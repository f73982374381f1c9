import { Button, Input } from '@accord/ui';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useEditor } from './editor-context';
import { type ControlProps, labelling } from './field-frame';
import { type JsonPath, isJsonList, isJsonObject, isStringList } from './json-value';
import { Check } from './scalar-controls';

/** Some of a few values. */
export function ChoicesControl({ field, path, value }: ControlProps) {
  const { set, readOnly } = useEditor();
  const effective = value ?? field.fallback;
  const chosen = isJsonList(effective) ? effective : [];
  const toggle = (option: string | number, on: boolean) =>
    set(path, on ? [...chosen, option] : chosen.filter((entry) => entry !== option));
  const strange = chosen.filter((entry) => !field.options.some((option) => option === entry));
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1">
      {field.options.map((option) => (
        <Check
          key={option}
          label={String(option)}
          checked={chosen.includes(option)}
          disabled={readOnly}
          onChange={(on) => toggle(option, on)}
        />
      ))}
      {strange.filter(isText).map((entry) => (
        <Check key={entry} label={entry} checked disabled={readOnly} onChange={() => toggle(entry, false)} />
      ))}
    </div>
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** A list of texts, in the order in which they were written. */
export function StringsControl({ field, path, value }: ControlProps) {
  const effective = value ?? field.fallback;
  return <StringList label={field.title} path={path} items={isStringList(effective) ? effective : []} />;
}

interface StringListProps {
  label: string;
  path: JsonPath;
  items: readonly string[];
}

function StringList({ label, path, items }: StringListProps) {
  const { set, readOnly } = useEditor();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {items.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {items.map((item, index) => (
            <li
              key={`${index} ${item}`}
              className="inline-flex max-w-full items-center rounded-sm border bg-sunken pl-1.5 text-xs"
            >
              <code className="min-w-0 py-0.5 break-all">{item}</code>
              {readOnly ? (
                <span className="w-1.5" />
              ) : (
                <button
                  type="button"
                  aria-label={`Remove ${item} from ${label}`}
                  onClick={() => set(path, items.toSpliced(index, 1))}
                  className="grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:text-text"
                >
                  <X aria-hidden="true" className="size-3.5" />
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <span className="text-xs text-muted">Empty</span>
      )}
      {!readOnly && <AddText label={`Add to ${label}`} onAdd={(text) => set(path, [...items, text])} />}
    </div>
  );
}

/** A line that adds what is typed, with Enter or the button; until then it stays here, half-typed as it may be. */
function AddText({ label, onAdd }: { label: string; onAdd: (text: string) => void }) {
  const [text, setText] = useState('');
  const add = () => {
    const trimmed = text.trim();
    if (trimmed !== '') onAdd(trimmed);
    setText('');
  };
  return (
    <div className="flex max-w-md gap-1.5">
      <Input
        aria-label={label}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
        className="font-mono"
      />
      <Button
        variant={text.trim() === '' ? 'secondary' : 'primary'}
        size="md"
        aria-label={label}
        onClick={add}
      >
        <Plus aria-hidden="true" />
        Add
      </Button>
    </div>
  );
}

/** Names, each with a list of texts. */
export function StringMapControl({ field, path, value }: ControlProps) {
  const { set, readOnly } = useEditor();
  const { id } = labelling(path);
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  return (
    <div className="flex flex-col gap-2">
      {entries.map(([name, values]) => (
        <div
          key={name}
          id={`${id}.${name}`}
          role="group"
          aria-label={name}
          className="flex flex-col gap-1 border-l pl-3"
        >
          <div className="flex items-center gap-2 text-xs">
            <code className="break-all">{name}</code>
            {!readOnly && (
              <Button
                variant="ghost"
                size="sm"
                onClick={() => set([...path, name], undefined)}
                aria-label={`Remove ${name} from ${field.title}`}
              >
                <X aria-hidden="true" />
                Remove
              </Button>
            )}
          </div>
          <StringList label={name} path={[...path, name]} items={isStringList(values) ? values : []} />
        </div>
      ))}
      {entries.length === 0 && <span className="text-xs text-muted">None</span>}
      {!readOnly && (
        <AddText label={`Add a claim to ${field.title}`} onAdd={(name) => set([...path, name], [])} />
      )}
    </div>
  );
}
