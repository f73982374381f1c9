import { setStored, useStored } from '@accord/ui';

const KEY = 'accord-start-dismissed';

/** Puts the first steps out of the navigation of this browser, or back into it. */
export function setStartDismissed(dismissed: boolean): void {
  setStored(KEY, String(dismissed));
}

export function useStartDismissed(): boolean {
  return useStored(KEY, 'false') === 'true';
}
