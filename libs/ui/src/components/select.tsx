'use client';

import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { cx } from '../lib/cx.js';
import { controlClass } from './input.js';
import { popupClass } from './popup-class.js';

export interface SelectOption {
  value: string;
  label: string;
  hint?: string | undefined;
}

export interface SelectProps {
  label: string;
  /** Hidden labels are still read out. */
  labelHidden?: boolean;
  options: readonly SelectOption[];
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

export function Select({ label, labelHidden, options, value, onChange, className }: SelectProps) {
  return (
    <Base.Root items={options} value={value} onValueChange={(next) => next !== null && onChange(next)}>
      <Base.Label className={labelHidden ? 'sr-only' : 'mb-1 block text-xs font-medium text-muted'}>
        {label}
      </Base.Label>
      <Base.Trigger
        className={cx(controlClass, 'flex items-center justify-between gap-2 text-left', className)}
      >
        <Base.Value className="truncate" />
        <Base.Icon>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className={cx(popupClass, 'max-h-(--available-height) min-w-(--anchor-width) py-1')}>
            <Base.List className="max-h-80 overflow-y-auto">
              {options.map((option) => (
                <SelectItem key={option.value} option={option} />
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function SelectItem({ option }: { option: SelectOption }) {
  return (
    <Base.Item
      value={option.value}
      className="mx-1 grid cursor-default grid-cols-[16px_1fr_auto] items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover"
    >
      <Base.ItemIndicator className="col-start-1">
        <Check aria-hidden="true" className="size-3.5 text-accent" />
      </Base.ItemIndicator>
      <Base.ItemText className="col-start-2">{option.label}</Base.ItemText>
      {option.hint && <span className="col-start-3 pl-4 text-xs text-muted">{option.hint}</span>}
    </Base.Item>
  );
}
