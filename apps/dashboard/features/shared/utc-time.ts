/** Epoch seconds of what a `datetime-local` control holds, read as UTC; undefined when it is empty. */
export function epochOfUtc(value: string): number | undefined {
  const ms = Date.parse(`${value}Z`);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1_000);
}
