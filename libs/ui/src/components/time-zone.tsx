'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { TimeZoneMode } from '../lib/time-format.js';

const STORE = 'accord-time-zone';
const CHANGED = 'accord-time-zone-changed';

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener('storage', listener);
  };
}

const stored = (): TimeZoneMode => (localStorage.getItem(STORE) === 'local' ? 'local' : 'utc');
const onServer = (): TimeZoneMode => 'utc';

const Zone = createContext<TimeZoneMode>('utc');

/** Gives every time below it one zone: UTC unless this browser chose local. */
export function TimeZoneProvider({ children }: { children: React.ReactNode }) {
  const zone = useSyncExternalStore(subscribe, stored, onServer);
  return <Zone value={zone}>{children}</Zone>;
}

export function useTimeZone(): TimeZoneMode {
  return useContext(Zone);
}

/** Remembers the choice in this browser, for all its tabs. */
export function setTimeZone(zone: TimeZoneMode): void {
  localStorage.setItem(STORE, zone);
  window.dispatchEvent(new Event(CHANGED));
}
