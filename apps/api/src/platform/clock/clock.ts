/** A replica whose clock is further off must not be given traffic: limits, locks and the times of instances are shared. */
export const MOST_OFF_SECONDS = 30;

/** The only source of time in the API, so that tests can move it. Injected by class: `constructor(private clock: Clock)`. */
export abstract class Clock {
  /** Whether it goes on its own, and so has to agree with the database's. */
  readonly isRunning: boolean = true;

  /** Milliseconds since the epoch. */
  abstract nowMs(): number;

  /** Whole seconds since the epoch. */
  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }
}

export class SystemClock extends Clock {
  /** Not where `Date.now` was replaced, as end-to-end tests do: that time is not meant to agree with anybody's. */
  override readonly isRunning = Math.abs(Date.now() - new Date().getTime()) < 1_000;

  nowMs(): number {
    return Date.now();
  }
}
