export interface SharePart {
  key: string;
  label: string;
  count: number;
  /** A CSS colour. */
  color: string;
}

/** Parts of a whole as one thin bar. Always stands beside the counts in words. */
export function ShareBar({ parts }: { parts: readonly SharePart[] }) {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  let left = 0;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className="h-1 w-full rounded-full"
    >
      <rect width="100" height="4" fill="var(--line)" />
      {parts.map((part) => {
        const x = left;
        const width = total === 0 ? 0 : (part.count / total) * 100;
        left += width;
        return <rect key={part.key} x={x} width={width} height="4" fill={part.color} />;
      })}
    </svg>
  );
}
