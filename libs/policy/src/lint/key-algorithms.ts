import { Algorithm } from '@accord/contract';

/** What tells which algorithms a key is for. */
export interface KeyKind {
  readonly kty: string;
  readonly crv?: string;
  readonly alg?: string;
}

const CURVES: Record<string, string> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };

/** The algorithms that a key can be used with: its own `alg`, else all that fit its type. */
export function algorithmsOfKey(key: KeyKind): readonly Algorithm[] {
  return Algorithm.options.filter((algorithm) =>
    key.alg === undefined ? algorithmFits(key, algorithm) : key.alg === algorithm,
  );
}

/** The algorithms that the keys are certain to be for: a key whose type leaves a choice tells none. */
export function certainAlgorithms(keys: readonly KeyKind[]): Algorithm[] {
  const certain = keys.map(algorithmsOfKey).filter(({ length }) => length === 1);
  return [...new Set(certain.flat())].sort();
}

/** Whether an algorithm can be used with a key of this type (RFC 7518 §3.1, RFC 8037 §3.1). */
export function algorithmFits(key: KeyKind, algorithm: Algorithm): boolean {
  if (key.kty === 'RSA') return /^[RP]S/.test(algorithm);
  if (key.kty === 'OKP') return algorithm === 'EdDSA' || algorithm === 'Ed25519';
  return key.crv !== undefined && CURVES[key.crv] === algorithm;
}
