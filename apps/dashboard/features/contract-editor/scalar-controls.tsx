import { Input, cx, formatCount } from '@accord/ui';
import { useEditor } from './editor-context';
import { type ControlProps, labelling } from './field-frame';
import type { Json } from './json-value';

const shown = (value: Json | undefined) =>
  value === undefined || value === null || typeof value === 'object' ? '' : String(value);

/** One line of text. Emptied, the member is left out where that means something. `list`: of a datalist, by its id. */
export function TextControl({ field, path, value, list }: ControlProps & { list?: string }) {
  const { set, readOnly } = useEditor();
  const { id, describedBy } = labelling(path);
  const take = (text: string) => set(path, text === '' && !field.required ? undefined : text);
  return (
    <Input
      id={id}
      aria-describedby={describedBy}
      value={shown(value)}
      placeholder={shown(field.fallback)}
      readOnly={readOnly}
      list={list}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => take(event.currentTarget.value)}
      className="font-mono"
    />
  );
}

/** A whole number. What is no number is kept as it was typed, and the lint says so. */
export function NumberControl({ field, path, value }: ControlProps) {
  const { set, readOnly } = useEditor();
  const { id, describedBy } = labelling(path);
  const take = (text: string) => {
    if (text === '') set(path, undefined);
    else set(path, /^-?\d{1,15}$/.test(text) ? Number(text) : text);
  };
  const { minimum, maximum } = field;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Input
        id={id}
        aria-describedby={describedBy}
        inputMode="numeric"
        value={shown(value)}
        placeholder={shown(field.fallback)}
        readOnly={readOnly}
        autoComplete="off"
        onChange={(event) => take(event.currentTarget.value)}
        className="max-w-40"
      />
      {minimum !== null && maximum !== null && (
        <span className="text-xs text-muted">
          {formatCount(minimum)} to {formatCount(maximum)}
        </span>
      )}
    </div>
  );
}

/** Yes or no. */
export function FlagControl({ field, path, value }: ControlProps) {
  const { set, readOnly } = useEditor();
  const { id, describedBy } = labelling(path);
  return (
    <Check
      id={id}
      describedBy={describedBy}
      label={field.title}
      labelHidden
      checked={(value ?? field.fallback) === true}
      disabled={readOnly}
      onChange={(checked) => set(path, checked)}
    />
  );
}

/** One of a few values. */
export function ChoiceControl({ field, path, value }: ControlProps) {
  const { set, readOnly } = useEditor();
  const { id, describedBy } = labelling(path);
  const current = value ?? field.fallback;
  const known = field.options.some((option) => option === current);
  return (
    <select
      id={id}
      aria-describedby={describedBy}
      value={known ? shown(current) : ''}
      disabled={readOnly}
      onChange={(event) =>
        set(
          path,
          field.options.find((option) => String(option) === event.target.value),
        )
      }
      className="h-8 max-w-60 rounded-md border border-control-line bg-surface px-2 text-sm hover:border-muted disabled:opacity-70"
    >
      {!known && <option value="">{current === undefined ? 'Choose…' : shown(current)}</option>}
      {field.options.map((option) => (
        <option key={option} value={String(option)}>
          {option}
        </option>
      ))}
    </select>
  );
}

export interface CheckProps {
  id?: string;
  describedBy?: string;
  label: string;
  labelHidden?: boolean;
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
}

/** A box to tick, in the browser's own make. */
export function Check({ id, describedBy, label, labelHidden, checked, disabled, onChange }: CheckProps) {
  return (
    <label className="inline-flex min-h-6 w-fit items-center gap-1.5 text-sm">
      <input
        id={id}
        type="checkbox"
        aria-describedby={describedBy}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="size-4 accent-accent"
      />
      <span className={cx(labelHidden && 'sr-only')}>{label}</span>
      {labelHidden && <span aria-hidden="true">{checked ? 'Yes' : 'No'}</span>}
    </label>
  );
}
