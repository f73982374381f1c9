/** The first of some times; null, which says that nothing is in sight, never wins. Null when none is known. */
export function earliest(times: Iterable<number | null>): number | null {
  const known = [...times].filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
