'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { cx } from '../lib/cx.js';
import { popupClass } from './popup-class.js';

export interface TooltipProps {
  /** Repeats or explains; what is needed to act is never in a tooltip alone. */
  content: React.ReactNode;
  /** One focusable element. */
  children: ReactElement;
}

export function Tooltip({ content, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup className={cx(popupClass, 'max-w-72 px-2.5 py-1.5 text-xs')}>{content}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export const TooltipProvider = Base.Provider;
