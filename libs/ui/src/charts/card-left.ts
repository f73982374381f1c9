const GAP = 8;

/** Where a card stands beside a bar: to the right of it, else to the left, and never out of the picture. */
export function cardLeft(bar: { left: number; right: number }, card: number, width: number): number {
  const room = Math.max(0, width - card);
  const right = bar.right + GAP;
  return right <= room ? right : Math.min(room, Math.max(0, bar.left - GAP - card));
}
