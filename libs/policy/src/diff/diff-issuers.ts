import type { ContractChange, ValidationContract } from '@accord/contract';
import { change, diffAllowed, diffSets, diffSource } from './change.js';
import { diffTime } from './diff-time.js';
import { diffTokenType } from './diff-token-type.js';

type ContractIssuer = ValidationContract['issuers'][number];

/** Differences in who may issue tokens, and where single issuers differ from the contract. */
export function diffIssuers(
  before: ValidationContract,
  after: ValidationContract,
): readonly ContractChange[] {
  const old = new Map(before.issuers.map((entry) => [entry.issuer, entry]));
  const now = new Map(after.issuers.map((entry) => [entry.issuer, entry]));
  const membership = diffSets([...old.keys()], [...now.keys()], {
    path: 'issuers',
    added: ['looser', (issuer) => `tokens of \`${issuer}\` are accepted in addition`],
    removed: ['tighter', (issuer) => `tokens of \`${issuer}\` are no longer accepted`],
  });
  const inner = [...now].flatMap(([issuer, entry]) => {
    const previous = old.get(issuer);
    return previous ? diffIssuer(before, previous, after, entry) : [];
  });
  return [...membership, ...inner];
}

function diffIssuer(
  before: ValidationContract,
  old: ContractIssuer,
  after: ValidationContract,
  now: ContractIssuer,
): readonly ContractChange[] {
  const path = `issuers.${now.issuer}`;
  const bits = now.min_rsa_bits - old.min_rsa_bits;
  const sentence = `RSA keys of \`${now.issuer}\` need ${now.min_rsa_bits} bits; until now ${old.min_rsa_bits}`;
  return [
    ...diffAllowed(
      old.algorithms,
      now.algorithms,
      `${path}.algorithms`,
      'algorithm',
      ` of \`${now.issuer}\``,
    ),
    ...(bits === 0 ? [] : [change(bits > 0 ? 'tighter' : 'looser', `${path}.min_rsa_bits`, sentence)]),
    ...diffOverrides(before, old, after, now),
  ];
}

/**
 * Overrides are compared by what they make of the contract: a new override that repeats the contract changes
 * nothing, and says so.
 */
function diffOverrides(
  before: ValidationContract,
  old: ContractIssuer,
  after: ValidationContract,
  now: ContractIssuer,
): readonly ContractChange[] {
  const about = ` of \`${now.issuer}\``;
  const path = `issuers.${now.issuer}.overrides`;
  const overridden = (name: keyof ContractIssuer['overrides']): boolean =>
    old.overrides[name] !== undefined || now.overrides[name] !== undefined;
  const was = effective(before, old);
  const is = effective(after, now);
  const members: Record<keyof ContractIssuer['overrides'], readonly ContractChange[]> = {
    audiences: diffAllowed(was.audiences, is.audiences, `${path}.audiences`, 'audience', about),
    token_type: diffTokenType(was.token_type, is.token_type, `${path}.token_type`, about),
    time: diffTime(was.time, is.time, `${path}.time`, about),
    client_claim: diffSource(was.client_claim, is.client_claim, `${path}.client_claim`, `client${about}`),
    audience_claim: diffSource(
      was.audience_claim,
      is.audience_claim,
      `${path}.audience_claim`,
      `audience${about}`,
    ),
    scope_claim: diffSource(was.scope_claim, is.scope_claim, `${path}.scope_claim`, `scope${about}`),
    roles_claim: diffSource(was.roles_claim, is.roles_claim, `${path}.roles_claim`, `roles${about}`),
  };
  return (Object.keys(members) as (keyof typeof members)[]).filter(overridden).flatMap((name) => {
    if (members[name].length > 0) return members[name];
    if ((old.overrides[name] === undefined) === (now.overrides[name] === undefined)) return [];
    const verb = now.overrides[name] === undefined ? 'no longer states' : 'now states';
    const sentence = `\`${now.issuer}\` ${verb} its own ${name}, which equals the contract’s`;
    return [change('neutral', `${path}.${name}`, sentence)];
  });
}

function effective(contract: ValidationContract, { overrides }: ContractIssuer) {
  return {
    audiences: overrides.audiences ?? contract.audiences,
    token_type: overrides.token_type ?? contract.token_type,
    time: overrides.time ?? contract.time,
    client_claim: overrides.client_claim ?? contract.claims.client_claim,
    audience_claim: overrides.audience_claim ?? contract.claims.audience_claim,
    scope_claim: (overrides.scope_claim ?? contract.authorization.scope_claim).join('.'),
    roles_claim: (overrides.roles_claim ?? contract.authorization.roles_claim).join('.'),
  };
}
