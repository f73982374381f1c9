'use client';

import { Search } from 'lucide-react';
import { Suspense, lazy, useEffect, useState, useSyncExternalStore } from 'react';
import { never } from '../shared/never';

const SwitcherDialog = lazy(async () => ({ default: (await import('./switcher-dialog')).SwitcherDialog }));

/** Macs have ⌘ where others have Ctrl. */
function useIsMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
}

/** What somebody answers in a modal dialog is not to be left behind by a shortcut; side panels and toasts may stay. */
const dialogIsOpen = () => document.querySelector('[data-backdrop]') !== null;

/** The way to everything by its name: a button in the header, and ⌘K or Ctrl+K anywhere. */
export function Switcher() {
  const [open, setOpen] = useState(false);
  const isMac = useIsMac();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const wanted = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!wanted || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      if (!dialogIsOpen()) setOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isMac]);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label="Go to…"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        className="flex size-8 items-center justify-center gap-2 rounded-md text-sm text-muted hover:bg-hover hover:text-text lg:h-8 lg:w-56 lg:justify-start lg:border lg:border-line-strong lg:bg-surface lg:px-2.5"
      >
        <Search aria-hidden="true" className="size-4" />
        <span className="hidden flex-1 text-left lg:block">Go to…</span>
        <kbd className="hidden text-2xs text-faint lg:block">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      {open && (
        <Suspense>
          <SwitcherDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
