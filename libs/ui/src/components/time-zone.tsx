'use client';

import { createContext, useContext } from 'react';
import type { TimeZoneMode } from '../lib/time-format.js';
import { setStored, useStored } from '../lib/use-stored.js';

const STORE = 'accord-time-zone';

const Zone = createContext<TimeZoneMode>('utc');

/** Gives every time below it one zone: UTC unless this browser chose local. */
export function TimeZoneProvider({ children }: { children: React.ReactNode }) {
  const zone = useStored(STORE, 'utc') === 'local' ? 'local' : 'utc';
  return <Zone value={zone}>{children}</Zone>;
}

export function useTimeZone(): TimeZoneMode {
  return useContext(Zone);
}

/** Remembers the choice in this browser, for all its tabs. */
export function setTimeZone(zone: TimeZoneMode): void {
  setStored(STORE, zone);
}
