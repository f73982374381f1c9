import { useSyncExternalStore } from 'react';
import { never } from './never';

/**
 * False on the server and while its HTML is being taken over. Parts of a page are taken over one after the other, and
 * React leaves an attribute as the server wrote it: what a request has answered meanwhile must not be in that first
 * rendering.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
