'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef } from 'react';
import { cx } from '../lib/cx.js';
import { buttonClass } from './button.js';
import { popupClass } from './popup-class.js';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: React.ReactNode;
  /** False for a question that has to be answered: no cross, no Escape. */
  closable?: boolean;
  /** Room for two columns, where something is compared. */
  wide?: boolean;
  children: React.ReactNode;
  /** The actions; the safe one first. */
  footer: React.ReactNode;
}

/** A modal question. Focus goes to its first field, and comes back; Escape and the cross close it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closable,
  wide,
  children,
  footer,
}: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop
          data-backdrop
          className={cx(
            'fixed inset-0 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0',
            // A question that must be answered covers another dialog that may be open.
            closable === false ? 'z-60' : 'z-40',
          )}
        />
        <Base.Popup
          initialFocus={(opened) => (opened === 'touch' ? true : firstField(body.current))}
          className={cx(
            popupClass,
            closable === false ? 'z-70' : 'z-50',
            wide ? 'max-w-4xl' : 'max-w-lg',
            'fixed inset-x-4 top-[8vh] mx-auto flex max-h-[84vh] flex-col overflow-hidden rounded-lg',
          )}
        >
          <div className="flex items-start gap-3 border-b px-5 py-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description && (
                <Base.Description className="mt-0.5 text-sm text-muted">{description}</Base.Description>
              )}
            </div>
            {closable !== false && (
              <Base.Close aria-label="Close" className={cx(buttonClass('ghost', 'icon'), '-mt-1 -mr-2')}>
                <X aria-hidden="true" />
              </Base.Close>
            )}
          </div>
          <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-5 py-4 text-sm">
            {children}
          </div>
          <div className="flex flex-wrap justify-end gap-2 border-t bg-sunken px-5 py-3">{footer}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Null without one: then focus goes where the dialog begins. On touch screens a field would raise the keyboard at once. */
function firstField(body: HTMLElement | null): HTMLElement | null {
  return body?.querySelector<HTMLElement>(':is(input, textarea, select):enabled') ?? null;
}
