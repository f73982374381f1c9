/** A session ends after this long without a request. */
export const IDLE_SECONDS = 12 * 3600;

/** A session ends this long after the log-in, used or not. */
export const ABSOLUTE_SECONDS = 7 * 24 * 3600;

/** How exactly the last use is known: a row is written at most this often. */
export const TOUCH_SECONDS = 60;
