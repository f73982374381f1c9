/** Requests of one caller in the present minute, on this replica. */
export interface RequestCounter {
  minute: number;
  requests: number;
}

export function newRequestCounter(): RequestCounter {
  return { minute: 0, requests: 0 };
}

/** Counts a request. Returns 0 while there are at most `perMinute`, else the seconds until the next minute. */
export function secondsUntilAdmitted(counter: RequestCounter, perMinute: number, now: number): number {
  const minute = Math.floor(now / 60);
  if (counter.minute !== minute) {
    counter.minute = minute;
    counter.requests = 0;
  }
  counter.requests += 1;
  return counter.requests <= perMinute ? 0 : 60 - (now % 60);
}
