export interface SharePart {
  key: string;
  label: string;
  count: number;
  /** A CSS colour. */
  color: string;
}

/** Parts of a whole as one thin bar. Always stands beside the counts in words. */
export function ShareBar({ parts }: { parts: readonly SharePart[] }) {
  const total = Math.max(
    1,
    parts.reduce((sum, part) => sum + part.count, 0),
  );
  const before = (index: number) => parts.slice(0, index).reduce((sum, part) => sum + part.count, 0);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className="h-1 w-full rounded-full"
    >
      <rect width="100" height="4" fill="var(--line)" />
      {parts.map((part, index) => (
        <rect
          key={part.key}
          x={(before(index) / total) * 100}
          width={(part.count / total) * 100}
          height="4"
          fill={part.color}
        />
      ))}
    </svg>
  );
}
