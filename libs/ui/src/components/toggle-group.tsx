'use client';

import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup as Base } from '@base-ui/react/toggle-group';
import { cx } from '../lib/cx.js';

export interface ToggleOption {
  value: string;
  label: string;
}

export interface ToggleGroupProps {
  label: string;
  options: readonly ToggleOption[];
  /** Null when none of the options holds, e.g. a window picked by hand. */
  value: string | null;
  onChange: (value: string) => void;
  className?: string;
}

/** One of a few, all in sight. */
export function ToggleGroup({ label, options, value, onChange, className }: ToggleGroupProps) {
  return (
    <Base
      aria-label={label}
      value={value === null ? [] : [value]}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      className={cx(
        'inline-flex max-w-full flex-wrap rounded-md border border-line-strong bg-surface p-0.5',
        className,
      )}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className="h-6.5 rounded-sm px-2 text-xs font-medium whitespace-nowrap text-muted hover:text-text data-pressed:bg-accent-soft data-pressed:text-accent"
        >
          {option.label}
        </Toggle>
      ))}
    </Base>
  );
}
