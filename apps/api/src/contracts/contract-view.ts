import type { ContractVersionSummary, ContractVersionView } from '@accord/contract/http';
import { type Place, placeName } from '../services/places.js';
import type { ContractVersionEntity } from './contract-version.entity.js';

export function versionSummary(version: ContractVersionEntity): ContractVersionSummary {
  return {
    version: version.version,
    hash: version.hash,
    change_number: version.changeNumber,
    published_at: version.publishedAt,
    published_by: version.publishedBy,
    reason: version.reason,
    rollback_of: version.rollbackOf,
  };
}

export function versionView(version: ContractVersionEntity): ContractVersionView {
  return { ...versionSummary(version), contract: version.contract };
}

/** How the change log names the contract, or the draft, of a place. */
export function contractObject(kind: 'contract' | 'contract_draft', place: Place) {
  return { kind, id: `${place.service.id}/${place.environment.id}`, name: placeName(place) };
}
