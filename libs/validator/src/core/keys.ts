import { Algorithm, type FailureReason, type PublicJwk } from '@accord/contract';
import { algorithmFits } from '@accord/policy';
import { BundleRefused } from './bundle-refused.js';
import { bindKey, importJwk, sha256, type CheckSignature } from './node-crypto.js';
import { isWeakEd25519, isWeakRsa } from './weak-keys.js';

/** A key that may check signatures of one algorithm. */
export interface VerificationKey {
  readonly kid: string;
  readonly alg: Algorithm;
  /** RFC 7638. */
  readonly thumbprint: string;
  readonly check: CheckSignature;
}

/** What became of a JWK: a key, or the reason why a token that names it is refused. Never an empty secret. */
export interface KeyEntry {
  readonly thumbprint: string;
  /** The only algorithm that this key may be used with; null when the contract allows none that fits. */
  readonly alg: Algorithm | null;
  /** null when the key is too weak, broken or not meant for signatures. */
  readonly key: VerificationKey | null;
}

const EC_BYTES = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const;

/** RFC 7638 §3: SHA-256 over the required members in lexicographic order. */
export function thumbprintOf(jwk: PublicJwk): string {
  if (jwk.kty === 'RSA') return sha256(JSON.stringify({ e: jwk.e, kty: jwk.kty, n: jwk.n }));
  if (jwk.kty === 'OKP') return sha256(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x }));
  return sha256(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }));
}

/** What the contract says about an issuer's keys. */
export interface KeyRules {
  readonly algorithms: ReadonlySet<string>;
  readonly minRsaBits: number;
}

/**
 * Imports one JWK and binds it to one algorithm: its own `alg`, else the only one of the contract's that fits.
 * A key that cannot be used is kept as such, so that its tokens get the right reason.
 *
 * @throws BundleRefused (`key_alg_ambiguous`) when several algorithms of the contract fit a JWK without alg.
 */
export function importKey(jwk: PublicJwk, rules: KeyRules, path: string): KeyEntry {
  const alg = boundAlgorithm(jwk, rules.algorithms, path);
  const thumbprint = thumbprintOf(jwk);
  const check = alg === null ? null : usableCheck(jwk, alg, rules.minRsaBits);
  const key = alg === null || check === null ? null : { kid: jwk.kid, alg, thumbprint, check };
  return { thumbprint, alg, key };
}

function boundAlgorithm(jwk: PublicJwk, allowed: ReadonlySet<string>, path: string): Algorithm | null {
  if (jwk.alg !== undefined) {
    const named = Algorithm.safeParse(jwk.alg);
    return named.success && algorithmFits(jwk, named.data) ? named.data : null;
  }
  const candidates = Algorithm.options.filter((alg) => allowed.has(alg) && algorithmFits(jwk, alg));
  if (candidates.length > 1) {
    throw new BundleRefused(
      'key_alg_ambiguous',
      `A key without alg fits ${candidates.join(' and ')}; allow one of them for this issuer, or publish the key with its alg.`,
      path,
    );
  }
  return candidates[0] ?? null;
}

function usableCheck(jwk: PublicJwk, alg: Algorithm, minRsaBits: number): CheckSignature | null {
  if (jwk.key_ops !== undefined && !jwk.key_ops.includes('verify')) return null;
  try {
    const { handle, modulusBits } = importJwk(jwk);
    return isWeak(jwk, modulusBits, minRsaBits) ? null : bindKey(handle, alg);
  } catch {
    return null;
  }
}

function isWeak(jwk: PublicJwk, modulusBits: number, minRsaBits: number): boolean {
  if (jwk.kty === 'RSA') return isWeakRsa(jwk, modulusBits, minRsaBits);
  if (jwk.kty === 'OKP') return isWeakEd25519(jwk);
  return [jwk.x, jwk.y].some((value) => Buffer.from(value, 'base64url').length !== EC_BYTES[jwk.crv]);
}

/** What reports call a token's issuer, key and algorithm, as far as they are known and the bundle knows them too. */
export interface Labels {
  readonly issuer?: string;
  readonly kid?: string;
  readonly alg?: string;
}

/** The outcome of a key look-up: a key or a typed failure. */
export type FoundKey =
  | { readonly ok: true; readonly key: VerificationKey; readonly labels: Labels }
  | { readonly ok: false; readonly reason: FailureReason };

const no = (reason: FailureReason): FoundKey => ({ ok: false, reason });
const JWKS_UNAVAILABLE = no('jwks_unavailable');
const KEY_NOT_FOUND = no('key_not_found');
const KEY_ALG_MISMATCH = no('key_alg_mismatch');

/** What a kid leads to. */
interface Known {
  readonly found: FoundKey;
  /** The only algorithm for which that is so; undefined where it is so for all. */
  readonly alg?: Algorithm;
}

const REVOKED: Known = { found: no('key_revoked') };

function knownAs(issuer: string, kid: string, [entry, ...others]: readonly KeyEntry[]): Known {
  if (entry === undefined || others.length > 0) return { found: no('key_ambiguous') };
  const { alg, key } = entry;
  if (alg === null) return { found: KEY_ALG_MISMATCH };
  if (key === null) return { alg, found: no('key_too_weak') };
  return { alg, found: { ok: true, key, labels: { issuer, kid, alg } } };
}

/** The keys of one issuer under one contract; what each kid leads to is settled before any token comes. */
export class KeyRing {
  readonly #known: ReadonlyMap<string, Known>;
  readonly #otherwise: FoundKey;

  /** `entries` is null when the issuer's keys were never obtained. */
  constructor(
    issuer: string,
    entries: readonly (readonly [kid: string, entry: KeyEntry])[] | null,
    denied: readonly string[],
  ) {
    const byKid = new Map<string, KeyEntry[]>();
    for (const [kid, entry] of entries ?? []) byKid.set(kid, [...(byKid.get(kid) ?? []), entry]);
    const known = new Map<string, Known>();
    for (const [kid, same] of byKid)
      known.set(
        kid,
        same.some(({ thumbprint }) => denied.includes(thumbprint)) ? REVOKED : knownAs(issuer, kid, same),
      );
    for (const kid of denied) known.set(kid, REVOKED);
    this.#known = known;
    this.#otherwise = entries === null ? JWKS_UNAVAILABLE : KEY_NOT_FOUND;
  }

  /** Whether the bundle itself speaks of this kid, so that reports may name it. */
  knows(kid: string): boolean {
    return this.#known.has(kid);
  }

  /** Group 7, in its order. */
  find(kid: string, alg: string): FoundKey {
    const known = this.#known.get(kid);
    if (known === undefined) return this.#otherwise;
    return known.alg === undefined || known.alg === alg ? known.found : KEY_ALG_MISMATCH;
  }
}
