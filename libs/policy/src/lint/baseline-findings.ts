import type { Baseline, LintFinding, ValidationContract } from '@accord/contract';
import { error, type FindingPath } from './finding.js';

type TokenType = ValidationContract['token_type'];
type Time = ValidationContract['time'];

/** Claims that every contract requires by its nature. */
const ALWAYS_REQUIRED = ['iss', 'aud', 'exp'];

/** Where a contract is looser than the organisation's baseline allows. Empty: it may be published. */
export function checkBaseline(contract: ValidationContract, baseline: Baseline): readonly LintFinding[] {
  return [
    ...contract.issuers.flatMap((issuer, index) => issuerFindings(issuer, ['issuers', index], baseline)),
    ...tokenTypeFindings(contract.token_type, ['token_type'], baseline),
    ...timeFindings(contract.time, ['time'], baseline),
    ...claimFindings(contract, baseline),
  ];
}

/** The contracts that a new baseline would break, with what is wrong in each. */
export function brokenBy<T extends { readonly contract: ValidationContract }>(
  baseline: Baseline,
  contracts: readonly T[],
): readonly (T & { readonly findings: readonly LintFinding[] })[] {
  return contracts
    .map((entry) => ({ ...entry, findings: checkBaseline(entry.contract, baseline) }))
    .filter((entry) => entry.findings.length > 0);
}

function issuerFindings(
  issuer: ValidationContract['issuers'][number],
  path: FindingPath,
  baseline: Baseline,
): readonly LintFinding[] {
  const findings = issuer.algorithms
    .filter((algorithm) => !baseline.algorithms.includes(algorithm))
    .map((algorithm) =>
      error(
        'algorithm_not_in_baseline',
        [...path, 'algorithms', issuer.algorithms.indexOf(algorithm)],
        `The baseline does not allow ${algorithm}; use ${baseline.algorithms.join(', ')}.`,
      ),
    );
  if (issuer.min_rsa_bits < baseline.min_rsa_bits && issuer.algorithms.some((name) => /^[RP]S/.test(name))) {
    const message = `The baseline asks for RSA keys of at least ${baseline.min_rsa_bits} bits; raise min_rsa_bits.`;
    findings.push(error('rsa_bits_below_baseline', [...path, 'min_rsa_bits'], message));
  }
  const { token_type: type, time } = issuer.overrides;
  if (type) findings.push(...tokenTypeFindings(type, [...path, 'overrides', 'token_type'], baseline));
  if (time) findings.push(...timeFindings(time, [...path, 'overrides', 'time'], baseline));
  return findings;
}

function tokenTypeFindings(type: TokenType, path: FindingPath, baseline: Baseline): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  if (baseline.require_typ && type.typ === null) {
    const message = 'The baseline requires a typ; list the accepted ones, for example ["at+jwt"].';
    findings.push(error('typ_required_by_baseline', [...path, 'typ'], message));
  }
  if (baseline.reject_id_tokens && !type.reject_id_tokens) {
    const message = 'The baseline demands that ID tokens are refused; set reject_id_tokens to true.';
    findings.push(error('id_tokens_not_rejected', [...path, 'reject_id_tokens'], message));
  }
  return findings;
}

function timeFindings(time: Time, path: FindingPath, baseline: Baseline): readonly LintFinding[] {
  const { max_lifetime_seconds: lifetime, clock_tolerance_seconds: tolerance } = time;
  const findings: LintFinding[] = [];
  const ceiling = baseline.max_lifetime_seconds;
  if (lifetime === null) {
    const message = `Tokens could live for ever; set max_lifetime_seconds to ${ceiling} or less.`;
    findings.push(error('lifetime_unlimited', [...path, 'max_lifetime_seconds'], message));
  } else if (lifetime > ceiling) {
    const message = `The baseline allows lifetimes up to ${ceiling} s; lower max_lifetime_seconds.`;
    findings.push(error('lifetime_over_ceiling', [...path, 'max_lifetime_seconds'], message));
  }
  if (tolerance > baseline.max_clock_tolerance_seconds) {
    const message = `The baseline allows a tolerance of up to ${baseline.max_clock_tolerance_seconds} s; lower it, and repair the clocks.`;
    findings.push(error('clock_tolerance_over_ceiling', [...path, 'clock_tolerance_seconds'], message));
  }
  return findings;
}

function claimFindings(contract: ValidationContract, baseline: Baseline): readonly LintFinding[] {
  const { required, forbidden } = contract.claims;
  const present = new Set<string>([...ALWAYS_REQUIRED, ...required, ...contract.time.required]);
  const findings = baseline.required_claims
    .filter((name) => !present.has(name))
    .map((name) =>
      error(
        'required_claim_missing',
        ['claims', 'required'],
        `The baseline requires the claim ${name}; add it to claims.required.`,
      ),
    );
  for (const name of baseline.forbidden_claims.filter((claim) => !forbidden.names.includes(claim))) {
    const message = `The baseline forbids the claim ${name}; add it to claims.forbidden.names.`;
    findings.push(error('forbidden_claim_missing', ['claims', 'forbidden', 'names'], message));
  }
  if (baseline.forbidden_action === 'reject' && forbidden.action === 'report') {
    const message =
      'The baseline demands that tokens with forbidden claims are refused; set the action to reject.';
    findings.push(error('forbidden_action_too_weak', ['claims', 'forbidden', 'action'], message));
  }
  return findings;
}
