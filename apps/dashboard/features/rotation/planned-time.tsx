'use client';

import { TimeText, useNow, type TimePrecision } from '@accord/ui';

/** Whether a planned time (epoch seconds) has come: what is due then waits for guards that have no time of their own. */
export function useIsDue(at: number): boolean {
  const now = useNow();
  return now !== null && at <= now;
}

export interface PlannedTimeProps {
  at: number;
  precision: TimePrecision;
  /** Says that it is the earliest time, where nothing else does. */
  withFrom?: boolean;
}

/** When something is planned (epoch seconds); that it is due since then once it has come, for it did not happen then. */
export function PlannedTime({ at, precision, withFrom = false }: PlannedTimeProps) {
  const isDue = useIsDue(at);
  return (
    <>
      {isDue ? 'due since ' : withFrom && 'from '}
      <TimeText at={at} precision={precision} />
    </>
  );
}
