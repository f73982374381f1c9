import { useSyncExternalStore } from 'react';

const KEY = 'accord-start-dismissed';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Puts the first steps out of the navigation of this browser, or back into it. */
export function setStartDismissed(dismissed: boolean): void {
  if (dismissed) localStorage.setItem(KEY, 'true');
  else localStorage.removeItem(KEY);
  listeners.forEach((notify) => notify());
}

export function useStartDismissed(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(KEY) === 'true',
    () => false,
  );
}
