import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { cx } from '../lib/cx.js';
import { controlClass, labelClass } from './input.js';

export interface SelectOption {
  value: string;
  label: string;
}

export interface SelectProps {
  label: string;
  /** Hidden labels are still read out. */
  labelHidden?: boolean;
  /** A small label, for filters that stand in a row. */
  quiet?: boolean;
  options: readonly SelectOption[];
  value: string;
  onChange: (value: string) => void;
}

/**
 * One of several, as the browser's own control: it works with every keyboard and on every phone, and needs
 * no inline style, which our content security policy forbids.
 */
export function Select({ label, labelHidden, quiet, options, value, onChange }: SelectProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={labelClass(labelHidden, quiet)}>
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          className={cx(controlClass, 'appearance-none truncate pr-8')}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-2 right-2.5 size-4 text-muted"
        />
      </div>
    </div>
  );
}
