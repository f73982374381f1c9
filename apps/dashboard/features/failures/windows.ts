/** The windows to choose from: their length and the width of one bar, in seconds. */
const WINDOWS = {
  '15m': { label: '15 min', length: 900, step: 60 },
  '1h': { label: '1 h', length: 3_600, step: 60 },
  '6h': { label: '6 h', length: 21_600, step: 300 },
  '24h': { label: '24 h', length: 86_400, step: 1_800 },
  '7d': { label: '7 d', length: 604_800, step: 7_200 },
  '30d': { label: '30 d', length: 2_592_000, step: 43_200 },
} as const;

export type WindowName = keyof typeof WINDOWS;

export const WINDOW_NAMES = Object.keys(WINDOWS) as WindowName[];

export const WINDOW_OPTIONS = WINDOW_NAMES.map((value) => ({ value, label: WINDOWS[value].label }));

export interface TimeRange {
  from: number;
  to: number;
  /** Left to the API for ranges picked by hand. */
  step: number | undefined;
}

interface RangeChoice {
  window: WindowName;
  from: number | null;
  to: number | null;
}

/** Whether an absolute range is asked for, be it one or not. */
export function isRanged({ from, to }: Pick<RangeChoice, 'from' | 'to'>): boolean {
  return from !== null || to !== null;
}

/** Whether two absolute times were picked that make a range. */
export function isAbsolute(choice: RangeChoice): choice is RangeChoice & { from: number; to: number } {
  return choice.from !== null && choice.to !== null && choice.to > choice.from;
}

/**
 * The range in epoch seconds. A relative window ends with the bar that `now` is in, so that bars keep their
 * bounds while time goes on.
 */
export function rangeOf(choice: RangeChoice, now: number): TimeRange {
  if (isAbsolute(choice)) return { from: choice.from, to: choice.to, step: undefined };
  const { length, step } = WINDOWS[choice.window];
  const to = (Math.floor(now / step) + 1) * step;
  return { from: to - length, to, step };
}
