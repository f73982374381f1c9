import { useSyncExternalStore } from 'react';

let lost = false;
let logIns = 0;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (lost === next) return;
  lost = next;
  listeners.forEach((notify) => notify());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Called when any answer was 401. */
export function reportSessionLost(): void {
  set(true);
}

/** Called after a log-in. */
export function reportSessionFound(): void {
  logIns += 1;
  set(false);
}

/** How often somebody has logged in on this page. */
export function logInCount(): number {
  return logIns;
}

/** Whether some call has met a 401 since the last log-in. */
export function useSessionLost(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => lost,
    () => false,
  );
}
