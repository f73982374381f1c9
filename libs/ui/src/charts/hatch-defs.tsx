/** The hatching that is laid over a colour to say "unverified". */
export function HatchDefs({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="2" height="5" fill="var(--chart-hatch)" />
      </pattern>
    </defs>
  );
}

/** A sample of a series for legends: its colour, hatched or not. */
export function SeriesSwatch({ color, hatched }: { color: string; hatched: boolean }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5 shrink-0 rounded-[2px]">
      <rect width="10" height="10" fill={color} />
      {hatched && <path d="M-1 6 6 -1M-1 11 11 -1M4 11 11 4" stroke="var(--chart-hatch)" strokeWidth="1.8" />}
    </svg>
  );
}
