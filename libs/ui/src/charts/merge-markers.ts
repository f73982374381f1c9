import type { ChartMarker } from './chart-types.js';

/** Markers of one kind that are drawn as one, oldest first. */
export interface MarkerGroup {
  kind: ChartMarker['kind'];
  markers: readonly [ChartMarker, ...ChartMarker[]];
}

/** In the order in which they are drawn: what matters most comes last, on top. */
const KINDS: readonly ChartMarker['kind'][] = ['revocation', 'rotation', 'publish'];

/** Puts markers together that would overlap: each within `room` pixels of the one before it, of the same kind. */
export function mergeMarkers(
  markers: readonly ChartMarker[],
  x: (at: number) => number,
  room: number,
): MarkerGroup[] {
  const sorted = markers.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.at - b.at);
  const groups: MarkerGroup[] = [];
  for (const marker of sorted) {
    const last = groups.at(-1);
    const before = last?.markers.at(-1);
    if (last && before && last.kind === marker.kind && x(marker.at) - x(before.at) < room)
      groups[groups.length - 1] = { ...last, markers: [...last.markers, marker] };
    else groups.push({ kind: marker.kind, markers: [marker] });
  }
  return groups;
}
