const DAY_SECONDS = 86_400;

/** How long something new may live, in days; the values are a form's. */
export const EXPIRIES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
] as const;

/** The end of so many days from now, in epoch seconds. */
export function expiresIn(days: string): number {
  return Math.floor(Date.now() / 1_000) + Number(days) * DAY_SECONDS;
}
