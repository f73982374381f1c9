import { useSyncExternalStore } from 'react';
import { never } from './never';

/** Where this dashboard, and through it the API, is reached; for snippets. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => 'https://accord.example.com',
  );
}
