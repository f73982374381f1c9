const EDGE = 5;

/** Both ends of a kid, of which either may be what tells it from others. */
export function shortInMiddle(kid: string): string {
  return kid.length > 2 * EDGE + 1 ? `${kid.slice(0, EDGE)}…${kid.slice(-EDGE)}` : kid;
}
