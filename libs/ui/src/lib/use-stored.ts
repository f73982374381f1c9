'use client';

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

/** Browsers tell only the other tabs of a change: this one is told by `setStored`. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Where storage is forbidden, the mere mention of it throws.
    return null;
  }
}

/** What this browser remembers under a key; the fallback on the server, and where nothing is remembered. */
export function useStored(key: string, fallback: string): string {
  return useSyncExternalStore(
    subscribe,
    () => read(key) ?? fallback,
    () => fallback,
  );
}

/** Remembers a text in this browser, for all its tabs; does nothing where storage is forbidden or full. */
export function setStored(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
  listeners.forEach((notify) => notify());
}
