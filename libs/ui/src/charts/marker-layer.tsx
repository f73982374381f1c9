import type { ChartMarker } from './chart-types.js';

const COLOR = { publish: 'var(--marker-publish)', rotation: 'var(--marker-rotation)' };

/** A flag for a publish, a diamond for a key: told apart without colour. */
function MarkerShape({ kind, x }: { kind: ChartMarker['kind']; x: number }) {
  return kind === 'publish' ? (
    <path d={`M${x} 2h8l-2.5 3.5L${x + 8} 9H${x}Z`} fill={COLOR.publish} />
  ) : (
    <path d={`M${x} 1l4.5 4.5L${x} 10l-4.5-4.5Z`} fill={COLOR.rotation} />
  );
}

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
            y2={bottom}
            stroke={COLOR[marker.kind]}
            strokeDasharray={marker.kind === 'publish' ? undefined : '2 3'}
          />
          <MarkerShape kind={marker.kind} x={x(marker.at)} />
        </g>
      ))}
    </g>
  );
}

/** A sample of a marker for legends. */
export function MarkerSwatch({ kind }: { kind: ChartMarker['kind'] }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 11 12" className="size-3 shrink-0">
      <MarkerShape kind={kind} x={kind === 'publish' ? 1 : 5.5} />
    </svg>
  );
}
