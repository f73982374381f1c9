import { Algorithm, type LintFinding, type ValidationContract } from '@accord/contract';
import { error, warning, type FindingPath } from './finding.js';

/** An issuer that the control plane knows, with what it knows of its keys. */
export interface KnownIssuer {
  readonly issuer: string;
  readonly kind: 'managed' | 'external';
  readonly archived: boolean;
  /** Keys that verify tokens now or soon. */
  readonly keys: readonly { readonly kty: string; readonly crv?: string; readonly alg?: string }[];
}

type ContractIssuer = ValidationContract['issuers'][number];
type Key = KnownIssuer['keys'][number];

const CURVES: Record<string, string> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };
const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

/** Whether the contract's issuers exist, and whether their keys can work under it. */
export function issuerFindings(
  contract: ValidationContract,
  known: readonly KnownIssuer[],
): readonly LintFinding[] {
  const byName = new Map(known.map((entry) => [entry.issuer, entry]));
  return contract.issuers.flatMap((issuer, index) => {
    const path = ['issuers', index];
    return [...urlFindings(issuer, path), ...registryFindings(issuer, byName.get(issuer.issuer), path)];
  });
}

function urlFindings({ issuer }: ContractIssuer, path: FindingPath): readonly LintFinding[] {
  if (issuer.startsWith('https://') || LOCAL.test(issuer)) return [];
  const message =
    'The issuer is not https (RFC 8414 §2): its keys can be replaced on the way. Use an https issuer.';
  return [warning('issuer_not_https', [...path, 'issuer'], message)];
}

function registryFindings(
  issuer: ContractIssuer,
  known: KnownIssuer | undefined,
  path: FindingPath,
): readonly LintFinding[] {
  const at = [...path, 'issuer'];
  if (known === undefined) {
    return [
      error('issuer_unknown', at, 'This issuer is not registered; register it, or correct the spelling.'),
    ];
  }
  if (known.archived) {
    const message =
      'This issuer is archived, for good; remove it from the contract, and name the issuer that took its place.';
    return [error('issuer_archived', at, message)];
  }
  if (known.keys.length === 0) {
    const message = 'No key of this issuer is known yet; until one is, all of its tokens are refused.';
    return [warning('issuer_without_keys', at, message)];
  }
  return keyFindings(issuer, known.keys, [...path, 'algorithms']);
}

function keyFindings(
  issuer: ContractIssuer,
  keys: readonly Key[],
  path: FindingPath,
): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const candidates = keys.map((key) => candidatesFor(key, issuer.algorithms));
  const ambiguous = candidates.find((list) => list.length > 1);
  if (ambiguous) {
    const message = `A key of this issuer has no alg and could be used with ${ambiguous.join(' or ')}; allow one of them only.`;
    findings.push(error('key_alg_ambiguous', path, message));
  }
  if (candidates.every((list) => list.length === 0)) {
    const message = 'None of the issuer’s keys fits these algorithms: all of its tokens would be refused.';
    findings.push(error('issuer_without_usable_key', path, message));
  } else if (candidates.some((list) => list.length === 0)) {
    const message =
      'The issuer also has a key that fits none of these algorithms; tokens signed with it are refused.';
    findings.push(warning('key_alg_not_allowed', path, message));
  }
  return findings;
}

function candidatesFor(key: Key, allowed: readonly Algorithm[]): readonly Algorithm[] {
  return allowed.filter((algorithm) =>
    key.alg === undefined ? fits(key, algorithm) : key.alg === algorithm,
  );
}

function fits(key: Key, algorithm: Algorithm): boolean {
  if (key.kty === 'RSA') return /^[RP]S/.test(algorithm);
  if (key.kty === 'OKP') return algorithm === 'EdDSA' || algorithm === 'Ed25519';
  return key.crv !== undefined && CURVES[key.crv] === algorithm;
}
