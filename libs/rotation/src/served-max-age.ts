import type { SafeBoundsInput } from './safe-bounds.js';

/**
 * The `max-age` to serve with the JWKS, in seconds: what is wanted, but never above the copy age that any verifier
 * declared (a cache that obeys the header would otherwise hold keys for longer than the lead was computed for), nor
 * above the edge's share of the distribution time.
 */
export function servedMaxAge(input: {
  readonly bounds: SafeBoundsInput;
  readonly edgeSeconds: number;
  readonly wantedSeconds: number;
}): number {
  const ages = input.bounds.verifiers.flatMap(({ copyAgeSeconds }) => copyAgeSeconds ?? []);
  const edge = Math.min(input.edgeSeconds, input.bounds.distributionSeconds);
  return Math.max(0, Math.min(input.wantedSeconds, edge, ...ages));
}
