'use client';

import { Menu as Base } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import { cx } from '../lib/cx.js';
import { buttonClass } from './button.js';
import { popupClass } from './popup-class.js';

const itemClass =
  'mx-1 flex cursor-default items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover';

export interface MenuProps {
  /** What the trigger shows; give `label` when that is only an icon. */
  trigger: React.ReactNode;
  label?: string;
  iconOnly?: boolean;
  children: React.ReactNode;
}

export function Menu({ trigger, label, iconOnly, children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger aria-label={label} className={buttonClass('ghost', iconOnly ? 'icon' : 'md')}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" collisionPadding={8} className="z-50">
          <Base.Popup className={cx(popupClass, 'min-w-48 py-1')}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  icon: LucideIcon;
  onSelect: () => void;
  children: React.ReactNode;
}

export function MenuItem({ icon: Icon, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item onClick={onSelect} className={itemClass}>
      <Icon aria-hidden="true" className="size-4 text-muted" />
      {children}
    </Base.Item>
  );
}

export interface MenuChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string; icon: LucideIcon }[];
}

/** One of several, as menu items that tell which is chosen. */
export function MenuChoice({ label, value, onChange, options }: MenuChoiceProps) {
  return (
    <Base.RadioGroup aria-label={label} value={value} onValueChange={(next) => onChange(String(next))}>
      {options.map(({ value: option, label: name, icon: Icon }) => (
        <Base.RadioItem key={option} value={option} className={itemClass}>
          <Icon aria-hidden="true" className="size-4 text-muted" />
          <span className="flex-1">{name}</span>
          <Base.RadioItemIndicator>
            <Check aria-hidden="true" className="size-4 text-accent" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: React.ReactNode }) {
  return <div className="border-b px-3 pt-1 pb-2 text-xs text-muted">{children}</div>;
}
