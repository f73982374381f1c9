const exact = new Intl.NumberFormat('en-GB');
const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

/** A count to the unit, grouped: `12,345`. */
export function formatCount(value: number): string {
  return exact.format(value);
}

/** A count for axes and small places: `12.3k`. Never where somebody would add numbers up. */
export function formatCompact(value: number): string {
  return compact.format(value).toLowerCase();
}

/** A share of 0–1 in percent; never rounds to 0 % or 100 % what is not exactly that. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share > 0.999) return '> 99.9 %';
  return `${(share * 100).toFixed(share === 0 || share === 1 ? 0 : 1)} %`;
}

/** The word in singular or plural with its count: `1 instance`, `3 instances`. */
export function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
