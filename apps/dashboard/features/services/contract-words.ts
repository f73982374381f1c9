import type { ValidationContract } from '@accord/contract';
import { formatCount, formatDuration } from '@accord/ui';

/** A part of a contract in sentences. */
export interface ContractPart {
  title: string;
  sentences: readonly string[];
}

type Requirement = ValidationContract['authorization']['default'];

const code = (value: string) => `\`${value}\``;

/** A list in words: "`a`", "`a` and `b`", "`a`, `b` or `c`". */
function listed(values: readonly string[], join: 'and' | 'or'): string {
  const marked = values.map(code);
  if (marked.length < 2) return marked.join('');
  return `${marked.slice(0, -1).join(', ')} ${join} ${marked.at(-1) ?? ''}`;
}

function issuerSentences(contract: ValidationContract): string[] {
  return contract.issuers.map(({ issuer, algorithms, min_rsa_bits: bits, overrides }) => {
    const rsa = algorithms.some((name) => name.startsWith('RS') || name.startsWith('PS'));
    const size = rsa ? `, RSA keys of at least ${formatCount(bits)} bits` : '';
    const differs = Object.keys(overrides);
    const exceptions = differs.length > 0 ? `; differs in ${listed(differs, 'and')}` : '';
    return `${code(issuer)} may issue tokens, signed with ${listed(algorithms, 'or')}${size}${exceptions}.`;
  });
}

function typeSentences({ token_type: type }: ValidationContract): string[] {
  const header = type.typ
    ? `The header ${code('typ')} must be ${listed(type.typ, 'or')}.`
    : `Any ${code('typ')} header passes: an opt-out.`;
  const claims = Object.entries(type.claims).map(
    ([name, values]) => `The claim ${code(name)} must be ${listed(values, 'or')}.`,
  );
  const idTokens = type.reject_id_tokens
    ? 'ID tokens are refused.'
    : 'ID tokens are let through: an opt-out.';
  return [header, ...claims, idTokens];
}

function timeSentences({ time }: ValidationContract): string[] {
  return [
    `${listed(time.required, 'and')} must be present; clocks may differ by ${formatDuration(time.clock_tolerance_seconds)}.`,
    time.max_lifetime_seconds === null
      ? 'Tokens may live for any length of time.'
      : `Tokens may live for at most ${formatDuration(time.max_lifetime_seconds)}.`,
    ...(time.max_age_seconds === null
      ? []
      : [`Tokens issued more than ${formatDuration(time.max_age_seconds)} ago are refused.`]),
  ];
}

function claimSentences({ claims }: ValidationContract): string[] {
  const { names, action } = claims.forbidden;
  const result: string[] = [];
  if (claims.required.length > 0) result.push(`${listed(claims.required, 'and')} must be present.`);
  if (names.length > 0) {
    const what = action === 'reject' ? 'are refused' : 'are accepted and counted';
    result.push(`Tokens that carry ${listed(names, 'or')} ${what}.`);
  }
  if (claims.allowed_clients) result.push(`Only the clients ${listed(claims.allowed_clients, 'and')}.`);
  if (claims.allowed_subjects) result.push(`Only the subjects ${listed(claims.allowed_subjects, 'and')}.`);
  result.push(`The client is read from ${code(claims.client_claim)}.`);
  if (claims.audience_claim !== 'aud') {
    result.push(
      `The audience is read from ${code(claims.audience_claim)} instead of ${code('aud')}: an opt-out.`,
    );
  }
  return result;
}

/** "the scope `a` and one of the roles `b` or `c`"; null when nothing is demanded. */
export function requirementInWords(rule: Requirement): string | null {
  const parts: string[] = [];
  if (rule.all_scopes.length > 0) parts.push(`the scope ${listed(rule.all_scopes, 'and')}`);
  if (rule.any_scopes.length > 0) parts.push(`one of the scopes ${listed(rule.any_scopes, 'or')}`);
  if (rule.all_roles.length > 0) parts.push(`the role ${listed(rule.all_roles, 'and')}`);
  if (rule.any_roles.length > 0) parts.push(`one of the roles ${listed(rule.any_roles, 'or')}`);
  return parts.length > 0 ? parts.join(' and ') : null;
}

function authorizationSentences({ authorization }: ValidationContract): string[] {
  const everywhere = requirementInWords(authorization.default);
  const routes = authorization.routes.map((route) => {
    const methods = route.methods.length > 0 ? route.methods.join(', ') : 'any method';
    return `${code(`${methods} ${route.path}`)} needs ${requirementInWords(route) ?? 'nothing more'}.`;
  });
  const { acr_values: acr, tenant, unmatched } = authorization;
  return [
    everywhere !== null ? `Every request needs ${everywhere}.` : 'No scope or role is demanded everywhere.',
    ...routes,
    ...(unmatched === 'deny' ? ['Requests that no route names are refused.'] : []),
    ...(acr ? [`The log-in must have reached ${listed(acr, 'or')}.`] : []),
    ...(tenant ? [`${code(tenant.claim.join('.'))} must be ${listed(tenant.values, 'or')}.`] : []),
  ];
}

function safetySentences({ binding, revocation, staleness, limits }: ValidationContract): string[] {
  const bound = Object.entries(binding)
    .filter(([, mode]) => mode !== 'off')
    .map(([kind, mode]) => `Sender constraint by ${kind === 'dpop' ? 'DPoP' : 'mTLS'} is ${mode}.`);
  const hard =
    staleness.hard_seconds === null
      ? 'The last policy stays in force, however old it gets.'
      : `Everything is refused once the policy is ${formatDuration(staleness.hard_seconds)} old.`;
  return [
    ...bound,
    revocation.length > 0
      ? `Revoked ${listed(revocation, 'and')} are refused.`
      : 'Revocations are not looked at.',
    `A warning is given when the policy is ${formatDuration(staleness.soft_seconds)} old. ${hard}`,
    `Tokens may be ${formatCount(limits.max_token_bytes)} bytes long and nest ${limits.max_depth} levels deep.`,
  ];
}

/** A contract in sentences for people; names of claims and values stand in backticks. */
export function contractInWords(contract: ValidationContract): ContractPart[] {
  return [
    { title: 'Issuers', sentences: issuerSentences(contract) },
    { title: 'Audience', sentences: [`The token must be meant for ${listed(contract.audiences, 'or')}.`] },
    { title: 'Token type', sentences: typeSentences(contract) },
    { title: 'Time', sentences: timeSentences(contract) },
    { title: 'Claims', sentences: claimSentences(contract) },
    { title: 'Authorization', sentences: authorizationSentences(contract) },
    { title: 'Safety', sentences: safetySentences(contract) },
  ];
}
