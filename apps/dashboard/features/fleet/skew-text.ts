/** How far an instance's clock is ahead of (+) or behind (−) Accord's, in words. */
export function skewText(seconds: number | null): string {
  if (seconds === null) return 'unknown';
  return seconds === 0 ? 'none' : `${seconds > 0 ? '+' : '−'}${Math.abs(seconds)} s`;
}
