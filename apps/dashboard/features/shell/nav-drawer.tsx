'use client';

import { buttonClass } from '@accord/ui';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { Nav } from './nav';

/** The navigation over the page, for screens without room for a side bar. */
export function NavDrawer({ onClose }: { onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Backdrop data-backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-50 w-64 border-r bg-bg px-3 py-3 shadow-popup outline-none">
          <div className="mb-4 flex h-8 items-center justify-between px-2">
            <Dialog.Title className="text-sm font-medium text-muted">Navigation</Dialog.Title>
            <Dialog.Close aria-label="Close navigation" className={buttonClass('ghost', 'icon')}>
              <X aria-hidden="true" />
            </Dialog.Close>
          </div>
          <Nav onNavigate={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
