/** Over how many seconds verdict counts are added up ahead. Each divides the next. */
export const GRAINS = [60, 600, 3_600, 86_400] as const;
export type Grain = (typeof GRAINS)[number];

const DAY_SECONDS = 86_400;
/** Sums of single minutes are the most rows by far, and are looked at while they are new. */
export const MINUTE_SUMS_DAYS = 2;

/** Since when (epoch seconds) sums of single minutes are kept at `now`. */
export function minuteSumsKeptSince(now: number): number {
  return (Math.floor(now / DAY_SECONDS) - MINUTE_SUMS_DAYS) * DAY_SECONDS;
}

/** Since when they can be relied upon: another replica's clock may be past midnight already. */
export function minuteSumsSince(now: number): number {
  return minuteSumsKeptSince(now) + DAY_SECONDS;
}

/** The grains of which whole ones fill every step of a chart. */
export function grainsWithin(step: number): readonly Grain[] {
  return GRAINS.filter((grain) => step % grain === 0);
}
