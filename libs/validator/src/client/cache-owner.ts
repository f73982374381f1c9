import { sha256 } from '../core/node-crypto.js';

/**
 * The mark beside a cache: with which credential the control plane spoke of which service. One value for all three, so
 * that no interrupted write makes a mark that holds for the bundle of another service.
 */
export function cacheOwner(credential: string, service: string, environment: string): string {
  return sha256(JSON.stringify([service, environment, credential]));
}
