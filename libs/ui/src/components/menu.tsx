'use client';

import type { LucideIcon } from 'lucide-react';
import { createContext, useContext, useId } from 'react';
import { cx } from '../lib/cx.js';
import { buttonClass } from './button.js';
import { popupClass } from './popup-class.js';

export interface MenuProps {
  /** An icon. */
  trigger: React.ReactNode;
  label: string;
  children: React.ReactNode;
}

/** The id of the popup, by which what is in it closes it. */
const PopupId = createContext<string | undefined>(undefined);

/**
 * A button of the page's header that opens a small popup below it, by the browser's own popover: Escape and
 * a click elsewhere close it, and focus comes back.
 */
export function HeaderMenu({ trigger, label, children }: MenuProps) {
  const id = useId();
  return (
    <>
      <button type="button" popoverTarget={id} aria-label={label} className={buttonClass('ghost', 'icon')}>
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        className={cx(
          popupClass,
          'fixed inset-auto top-12 right-4 m-0 max-w-[calc(100vw-32px)] min-w-52 py-1 lg:right-8',
        )}
      >
        <PopupId value={id}>{children}</PopupId>
      </div>
    </>
  );
}

export interface MenuItemProps {
  icon: LucideIcon;
  onSelect: () => void;
  children: React.ReactNode;
}

/** An action; it puts the popup away. */
export function MenuItem({ icon: Icon, onSelect, children }: MenuItemProps) {
  return (
    <button
      type="button"
      popoverTarget={useContext(PopupId)}
      popoverTargetAction="hide"
      onClick={onSelect}
      className="mx-1 flex w-[calc(100%-8px)] items-center gap-2 rounded-sm px-2 py-1.5 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2"
    >
      <Icon aria-hidden="true" className="size-4 text-muted" />
      {children}
    </button>
  );
}

export function MenuLabel({ children }: { children: React.ReactNode }) {
  return <div className="border-b px-3 pt-1 pb-2 text-xs text-muted">{children}</div>;
}
