'use client';

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all clocks on the page, stopped when nobody looks. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((notify) => notify()), 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

const now = () => Math.floor(Date.now() / 1_000);
const unknown = () => null;

/** The browser's clock in epoch seconds, ticking; null while rendering on the server. */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, now, unknown);
}
