import { contractPath } from '../contract-editor/contract-path';
import type { Place } from '../contract-editor/contract-queries';

/** One published version, wherever it is. */
export interface PlacedVersion extends Place {
  version: number;
}

/** The page that says what changes when `to` replaces `from`: it is the page of the place of `to`. */
export function comparisonPath(from: PlacedVersion, to: PlacedVersion): string {
  const query = new URLSearchParams({ from: String(from.version), to: String(to.version) });
  if (from.service !== to.service) query.set('from_service', from.service);
  if (from.environment !== to.environment) query.set('from_environment', from.environment);
  return `${contractPath(to.service, to.environment, 'versions')}?${query}`;
}

/** `v3`, and where it is when that is another place than `here`. */
export function versionName({ service, environment, version }: PlacedVersion, here: Place): string {
  if (service !== here.service) return `v${version} of ${service} in ${environment}`;
  return environment === here.environment ? `v${version}` : `v${version} in ${environment}`;
}
