import { ValidationContract, type LintFinding } from '@accord/contract';
import { error, type FindingPath } from './finding.js';

type Parsed = ReturnType<typeof ValidationContract.safeParse>;
type Issue = NonNullable<Parsed['error']>['issues'][number];

/** Members without a default: what their absence means is worth more than "missing". */
const MISSING: Record<string, readonly [code: string, message: string]> = {
  schema: ['schema_missing', 'State which contract language this is: "schema": 1.'],
  issuers: ['issuer_missing', 'Name at least one issuer whose tokens are accepted.'],
  issuer: ['issuer_missing', 'Give the issuer’s exact `iss` value.'],
  algorithms: [
    'algorithms_missing',
    'List the algorithms that this issuer signs with, for example ["ES256"].',
  ],
  audiences: [
    'audience_missing',
    'Name the audience of this service. Without one, a token made for any other service would be accepted here.',
  ],
  token_type: ['token_type_missing', 'State the token type, for example { "typ": ["at+jwt"] } (RFC 9068).'],
  typ: [
    'token_type_missing',
    'List the accepted typ values, for example ["at+jwt"]; null accepts any and is reviewed.',
  ],
};

/** Every way in which the input is not a contract: a stable code, where, and what to do. */
export function schemaFindings(input: unknown): readonly LintFinding[] {
  const parsed = ValidationContract.safeParse(input);
  if (parsed.success) return [];
  // Two checks of one member can both fail (at least 0, at least 1): the later, stricter one is told.
  const distinct = new Map<string, LintFinding>();
  for (const finding of parsed.error.issues.flatMap((issue) => findingsOf(issue, [], input))) {
    distinct.set(JSON.stringify([finding.code, finding.path]), finding);
  }
  return [...distinct.values()];
}

function findingsOf(issue: Issue, prefix: FindingPath, input: unknown): readonly LintFinding[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  const value = valueAt(input, path);
  if (issue.code === 'invalid_union') {
    // Unions are "a value or null": what is wrong with the value helps more than "matches nothing".
    const inner = issue.errors[0] ?? [];
    return inner.flatMap((cause) => findingsOf(cause, path, input));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      error(
        'member_unknown',
        [...path, key],
        `“${key}” is no member here; correct the spelling or remove it.`,
      ),
    );
  }
  return [error(...describe(issue, path, value))];
}

function describe(issue: Issue, path: FindingPath, value: unknown): [string, FindingPath, string] {
  const name = path.findLast((step) => typeof step === 'string') ?? '';
  const missing = MISSING[name];
  const isList = Array.isArray(value);
  if (missing && (value === undefined || (isList && value.length === 0)))
    return [missing[0], path, missing[1]];
  if (value === undefined) return ['member_missing', path, `“${name}” is missing; add it.`];
  if (name === 'algorithms' && typeof value === 'string') return describeAlgorithm(path, value);
  const [code, message] = byIssue(issue, name);
  return [code, path, message];
}

function describeAlgorithm(path: FindingPath, value: string): [string, FindingPath, string] {
  if (value.toLowerCase() === 'none') {
    return ['algorithm_none', path, 'alg none means unsigned: anybody could write such a token. Remove it.'];
  }
  if (/^hs/i.test(value)) {
    const message =
      'HS* shares one secret between issuer and services: every service could forge tokens. Use ES256, EdDSA, PS256 or RS256.';
    return ['algorithm_symmetric', path, message];
  }
  return [
    'algorithm_unknown',
    path,
    'This algorithm is not known; use one of RFC 7518 §3.1, EdDSA or Ed25519.',
  ];
}

function byIssue(issue: Issue, name: string): [code: string, message: string] {
  const message = `“${name}” ${issue.message}.`;
  switch (issue.code) {
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return [typeof code === 'string' ? code : 'value_invalid', message];
    }
    case 'invalid_format':
      return [FORMATS[name] ?? 'value_malformed', `“${name}” has the wrong form: ${issue.message}.`];
    case 'too_small':
      return issue.origin === 'int' || issue.origin === 'number'
        ? ['value_too_small', `“${name}” must be at least ${issue.minimum}.`]
        : ['value_empty', `“${name}” must not be empty.`];
    case 'too_big':
      return issue.origin === 'int' || issue.origin === 'number'
        ? ['value_too_large', `“${name}” must be at most ${issue.maximum}.`]
        : ['value_too_long', `“${name}” may have at most ${issue.maximum} entries or characters.`];
    case 'invalid_value':
      return [
        VALUES[name] ?? 'value_unknown',
        `“${name}” must be one of: ${issue.values.map(String).join(', ')}.`,
      ];
    case 'invalid_type':
      return ['value_type', `“${name}” must be of type ${issue.expected}.`];
    default:
      return ['value_invalid', message];
  }
}

const FORMATS: Record<string, string> = {
  issuer: 'issuer_url_invalid',
  path: 'route_path_invalid',
  id: 'route_id_invalid',
};
const VALUES: Record<string, string> = { schema: 'schema_unknown' };

function valueAt(input: unknown, path: FindingPath): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
