import type { ContractChange, ValidationContract } from '@accord/contract';
import { change, diffAllowed, diffLimit, diffSets } from './change.js';
import { diffAuthorization } from './diff-authorization.js';
import { diffClaims } from './diff-claims.js';
import { diffIssuers } from './diff-issuers.js';
import { diffTime } from './diff-time.js';
import { diffTokenType } from './diff-token-type.js';

/**
 * Every difference between two parsed contracts, each marked tighter, looser or neutral, with a plain sentence.
 * Swapping the contracts swaps tighter and looser. `from` is null for a first contract.
 */
export function diffContracts(from: ValidationContract | null, to: ValidationContract): ContractChange[] {
  if (from === null) {
    return [change('neutral', '', 'this is the first contract; until now every request was refused')];
  }
  return [
    ...diffEnforcement(from, to),
    ...diffIssuers(from, to),
    ...diffAllowed(from.audiences, to.audiences, 'audiences', 'audience', ''),
    ...diffTokenType(from.token_type, to.token_type, 'token_type', ''),
    ...diffTime(from.time, to.time, 'time', ''),
    ...diffClaims(from, to),
    ...diffAuthorization(from.authorization, to.authorization),
    ...diffBinding(from, to),
    ...diffRevocation(from, to),
    ...diffStaleness(from, to),
    ...diffLimits(from, to),
  ];
}

function diffEnforcement(from: ValidationContract, to: ValidationContract): readonly ContractChange[] {
  if (from.enforcement === to.enforcement) return [];
  return to.enforcement === 'enforce'
    ? [change('tighter', 'enforcement', 'failing requests are now refused, not only counted')]
    : [change('looser', 'enforcement', 'failing requests are only counted and pass without identity')];
}

const BINDING_MODES = ['off', 'optional', 'required'] as const;
const BINDING_SENTENCES = {
  off: (what: string) => `${what} is no longer looked at`,
  optional: (what: string) => `tokens that are bound by ${what} must prove it; others pass`,
  required: (what: string) => `tokens that are not bound by ${what} are refused`,
};

function diffBinding(from: ValidationContract, to: ValidationContract): readonly ContractChange[] {
  const kinds = [['dpop', 'DPoP'] as const, ['mtls', 'mutual TLS'] as const];
  return kinds.flatMap(([kind, name]) => {
    const [before, after] = [from.binding[kind], to.binding[kind]];
    if (before === after) return [];
    const effect = BINDING_MODES.indexOf(after) > BINDING_MODES.indexOf(before) ? 'tighter' : 'looser';
    return [change(effect, `binding.${kind}`, BINDING_SENTENCES[after](name))];
  });
}

function diffRevocation(from: ValidationContract, to: ValidationContract): readonly ContractChange[] {
  return diffSets(from.revocation, to.revocation, {
    path: 'revocation',
    added: ['tighter', (kind) => `revoked ${kind} are now refused`],
    removed: ['looser', (kind) => `revoked ${kind} are no longer refused`],
  });
}

function diffStaleness(from: ValidationContract, to: ValidationContract): readonly ContractChange[] {
  const [before, after] = [from.staleness, to.staleness];
  const hard = diffLimit(
    before.hard_seconds,
    after.hard_seconds,
    'staleness.hard_seconds',
    (limit) => `the time that services go on without the control plane is ${limit}`,
    's',
  );
  if (before.soft_seconds === after.soft_seconds) return hard;
  const sentence = `services warn after ${after.soft_seconds} s without the control plane; until now after ${before.soft_seconds} s`;
  return [change('neutral', 'staleness.soft_seconds', sentence), ...hard];
}

function diffLimits(from: ValidationContract, to: ValidationContract): readonly ContractChange[] {
  const [before, after] = [from.limits, to.limits];
  return [
    ...diffLimit(
      before.max_token_bytes,
      after.max_token_bytes,
      'limits.max_token_bytes',
      (limit) => `the longest token has ${limit}`,
      'bytes',
    ),
    ...diffLimit(
      before.max_depth,
      after.max_depth,
      'limits.max_depth',
      (limit) => `claims may be nested ${limit} deep`,
      'levels',
    ),
  ];
}
