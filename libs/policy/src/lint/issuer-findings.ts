import type { LintFinding, ValidationContract } from '@accord/contract';
import { error, warning, type FindingPath } from './finding.js';
import { algorithmsOfKey, type KeyKind } from './key-algorithms.js';

/** An issuer that the control plane knows, with what it knows of its keys. */
export interface KnownIssuer {
  readonly issuer: string;
  readonly kind: 'managed' | 'external';
  readonly archived: boolean;
  /** Keys that verify tokens now or soon. */
  readonly keys: readonly KeyKind[];
}

type ContractIssuer = ValidationContract['issuers'][number];

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
      'This issuer is archived; register its iss anew, or remove it from the contract and name another one.';
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
  keys: readonly KeyKind[],
  path: FindingPath,
): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const possible = keys.map(algorithmsOfKey);
  const candidates = possible.map((list) => issuer.algorithms.filter((name) => list.includes(name)));
  const ambiguous = candidates.find((list) => list.length > 1);
  if (ambiguous) {
    const message = `A key of this issuer has no alg and could be used with ${ambiguous.join(' or ')}; allow one of them only.`;
    findings.push(error('key_alg_ambiguous', path, message));
  }
  if (candidates.every((list) => list.length === 0)) {
    const theirs = [...new Set(possible.flat())].sort().join(', ') || 'other algorithms';
    const message = `None of the issuer’s keys fits these algorithms: all of its tokens would be refused. Its keys are for ${theirs}.`;
    findings.push(error('issuer_without_usable_key', path, message));
  } else if (candidates.some((list) => list.length === 0)) {
    const message =
      'The issuer also has a key that fits none of these algorithms; tokens signed with it are refused.';
    findings.push(warning('key_alg_not_allowed', path, message));
  }
  return findings;
}
