import { expect, it } from 'vitest';
import type { ChartMarker } from './chart-types.js';
import { mergeMarkers } from './merge-markers.js';

const marker = (key: string, kind: ChartMarker['kind'], at: number): ChartMarker => ({
  key,
  kind,
  at,
  label: key,
});

it('puts together what would overlap, and draws publications last', () => {
  const markers = [
    marker('p', 'publish', 101),
    marker('r3', 'revocation', 125),
    marker('r1', 'revocation', 100),
    marker('r2', 'revocation', 109),
    marker('k', 'rotation', 102),
  ];
  const groups = mergeMarkers(markers, (at) => at, 12);
  expect(groups.map(({ kind, markers: each }) => [kind, ...each.map(({ key }) => key)])).toEqual([
    ['revocation', 'r1', 'r2'],
    ['revocation', 'r3'],
    ['rotation', 'k'],
    ['publish', 'p'],
  ]);
});
