import type { ChartMarker } from './chart-types.js';

type Kind = ChartMarker['kind'];

const COLOR: Readonly<Record<Kind, string>> = {
  publish: 'var(--marker-publish)',
  rotation: 'var(--marker-rotation)',
  revocation: 'var(--danger)',
};

/** A flag, a diamond or a square, from the line at `x`: told apart without colour. */
const SHAPE: Readonly<Record<Kind, (x: number) => string>> = {
  publish: (x) => `M${x} 2h8l-2.5 3.5L${x + 8} 9H${x}Z`,
  rotation: (x) => `M${x} 1l4.5 4.5L${x} 10l-4.5-4.5Z`,
  revocation: (x) => `M${x - 4} 2h8v8h-8Z`,
};

export interface MarkerLayerProps {
  markers: readonly ChartMarker[];
  x: (at: number) => number;
  bottom: number;
}

export function MarkerLayer({ markers, x, bottom }: MarkerLayerProps) {
  return (
    <g aria-hidden="true">
      {markers.map((marker) => (
        <g key={marker.key}>
          <title>{marker.label}</title>
          <line
            x1={x(marker.at)}
            x2={x(marker.at)}
            y1={2}
            // Revocations may come by the minute: they are marked at the edge and cross nothing.
            y2={marker.kind === 'revocation' ? 12 : bottom}
            stroke={COLOR[marker.kind]}
            strokeDasharray={marker.kind === 'rotation' ? '2 3' : undefined}
          />
          <path d={SHAPE[marker.kind](x(marker.at))} fill={COLOR[marker.kind]} />
        </g>
      ))}
    </g>
  );
}

/** A sample of a marker for legends. */
export function MarkerSwatch({ kind }: { kind: Kind }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 11 12" className="size-3 shrink-0">
      <path d={SHAPE[kind](kind === 'publish' ? 1 : 5.5)} fill={COLOR[kind]} />
    </svg>
  );
}
