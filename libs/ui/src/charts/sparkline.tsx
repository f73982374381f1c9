export interface SparklineProps {
  /** What the bars are and what they add up to; the picture itself says only the shape. */
  label: string;
  values: readonly number[];
}

const HEIGHT = 24;
const BAR = 3;

/** A few dozen counts as bars, oldest first, without axes. Zero draws the base line only. */
export function Sparkline({ label, values }: SparklineProps) {
  const highest = Math.max(1, ...values);
  const width = values.length * BAR;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-6 min-w-20 flex-1"
    >
      <rect y={HEIGHT - 1} width={width} height={1} fill="var(--line-strong)" />
      {values.map((value, index) => {
        const height = value === 0 ? 0 : Math.max(2, (value / highest) * (HEIGHT - 2));
        return (
          <rect
            key={index}
            x={index * BAR}
            y={HEIGHT - height}
            width={BAR - 0.8}
            height={height}
            fill="var(--danger)"
            fillOpacity={0.8}
          />
        );
      })}
    </svg>
  );
}
