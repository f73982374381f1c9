'use client';

import { Toast } from '@base-ui/react/toast';
import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { cx } from '../lib/cx.js';
import { buttonClass } from './button.js';
import { popupClass } from './popup-class.js';

/** Shows short news of what has just been done, in a corner and to screen readers. */
export function ToastProvider({ children }: { children: React.ReactNode }) {
  return (
    <Toast.Provider>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-60 flex w-[calc(100vw-32px)] max-w-90 flex-col gap-2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => {
    const failed = toast.type === 'error';
    const Icon = failed ? TriangleAlert : CircleCheck;
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        // News is not a dialog: nothing waits for an answer, and the keys of the page go on working beside it.
        role="group"
        aria-modal={undefined}
        className={cx(popupClass, 'px-3 py-2.5')}
      >
        <Toast.Content className="flex items-start gap-2.5">
          <Icon
            aria-hidden="true"
            className={cx('mt-0.5 size-4 shrink-0', failed ? 'text-danger' : 'text-ok')}
          />
          <div className="min-w-0 flex-1">
            <Toast.Title className="text-sm font-medium" />
            <Toast.Description className="text-sm text-muted" />
          </div>
          <Toast.Close
            aria-label="Dismiss"
            // All news is in sight, so its button can be reached at once and must not be hidden from anybody.
            aria-hidden={undefined}
            className={cx(buttonClass('ghost', 'icon'), '-my-1 -mr-1.5 size-7')}
          >
            <X aria-hidden="true" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}

export interface Notice {
  tone: 'ok' | 'error';
  title: string;
  description?: string | undefined;
}

/** A function that shows a notice. */
export function useNotify(): (notice: Notice) => void {
  const { add } = Toast.useToastManager();
  return ({ tone, title, description }) => {
    add({ type: tone, title, description, priority: tone === 'error' ? 'high' : 'low' });
  };
}
