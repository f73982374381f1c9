import type { BundleContract, ValidationContract } from '@accord/contract';
import canonicalize from 'canonicalize';
import { normalizeContract } from './normalize-contract.js';

/**
 * The canonical form of a contract (RFC 8785): defaults filled in, lists sorted, without `version` and `hash`.
 */
export function canonicalContract(contract: ValidationContract | BundleContract): string {
  const { version: _version, hash: _hash, ...members } = contract as BundleContract;
  const text = canonicalize(normalizeContract(members));
  if (text === undefined) throw new TypeError('A contract always has a canonical form');
  return text;
}

/** `sha256:` and base64url(SHA-256 of the canonical form): equal for contracts that mean the same. */
export async function contractHash(contract: ValidationContract | BundleContract): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalContract(contract));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256:${base64url(digest)}`;
}

function base64url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
