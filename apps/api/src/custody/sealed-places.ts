import type { CustodyPurpose } from './key-box.js';

/** Where the sealed keys of one purpose lie: always in `private_key_sealed`. */
export interface SealedPlace {
  readonly table: string;
  /** SQL for the id under which a row's key was sealed */
  readonly id: string;
}

/** Every place with a sealed key. What is missing here is lost when the master key changes; a test looks for it. */
export const SEALED_PLACES: Readonly<Record<CustodyPurpose, SealedPlace>> = {
  'bundle-key': { table: 'bundle_keys', id: 'kid' },
  'issuer-key': { table: 'issuer_keys', id: `issuer_id::text || '/' || kid` },
};
