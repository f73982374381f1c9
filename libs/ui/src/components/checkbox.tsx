import type { ComponentProps } from 'react';

export interface CheckboxProps extends Pick<ComponentProps<'input'>, 'name' | 'checked'> {
  label: React.ReactNode;
  /** What ticking it means; read out with the label. */
  hint?: React.ReactNode;
  onChange?: (checked: boolean) => void;
}

/** A box to tick, with its label and a line that explains it. Without `checked` the form keeps it, by its `name`. */
export function Checkbox({ label, hint, onChange, ...rest }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        {...rest}
        onChange={onChange && ((event) => onChange(event.currentTarget.checked))}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span>
        {label}
        {hint && <span className="block text-xs text-muted">{hint}</span>}
      </span>
    </label>
  );
}
