import type { ChartMarker } from './chart-types.js';
import { mergeMarkers, type MarkerGroup } from './merge-markers.js';

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
/** Pixels from one shape to the next below which they overlap. */
const ROOM = 12;
const MIDDLE = 5.5;
const TARGET = 16;

export interface MarkerLayerProps {
  markers: readonly ChartMarker[];
  x: (at: number) => number;
  bottom: number;
  /** Called with the marker that is pressed, of several drawn as one with the newest. Keyboards need a list of the markers beside the picture. */
  onPress: (marker: ChartMarker) => void;
}

export function MarkerLayer({ markers, x, bottom, onPress }: MarkerLayerProps) {
  return (
    <g aria-hidden="true">
      {mergeMarkers(markers, x, ROOM).map((group) => (
        <Group key={group.markers[0].key} group={group} x={x} bottom={bottom} onPress={onPress} />
      ))}
    </g>
  );
}

/** One shape at the first of the markers, and a bar as far as the last. */
function Group({
  group: { kind, markers },
  x,
  bottom,
  onPress,
}: Omit<MarkerLayerProps, 'markers'> & { group: MarkerGroup }) {
  const [first] = markers;
  const last = markers.at(-1) ?? first;
  const color = COLOR[kind];
  const more = markers.length - 1;
  return (
    <g stroke={color}>
      <title>{more > 0 ? `${last.label}, and ${more} more` : last.label}</title>
      {/* Revocations may come by the minute: they are marked at the edge and cross nothing. */}
      {kind !== 'revocation' &&
        markers.map(({ key, at }) => (
          <line
            key={key}
            x1={x(at)}
            x2={x(at)}
            y1={2}
            y2={bottom}
            strokeDasharray={kind === 'rotation' ? '2 3' : undefined}
          />
        ))}
      <line x1={x(first.at)} x2={x(last.at)} y1={MIDDLE} y2={MIDDLE} strokeWidth={2} />
      <path d={SHAPE[kind](x(first.at))} fill={color} stroke="none" />
      {/* Larger than the shape, for fingers. No drag over the bars begins here. */}
      <rect
        data-marker={kind}
        x={x(first.at) - ROOM / 2}
        width={x(last.at) - x(first.at) + ROOM * 1.5}
        height={TARGET}
        fill="transparent"
        stroke="none"
        className="cursor-pointer"
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => onPress(last)}
      />
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
