import {
  type Claims,
  malformed,
  type Names,
  readMember,
  readNamesAt,
  readString,
  readStringAt,
  readStrings,
  readTime,
  type Read,
} from './claims.js';
import type { VerifiedToken } from './evaluation.js';
import type { CompiledRules } from './rules.js';

/** The claims that the checks look at, read once. What a contract does not ask for is left undefined. */
export interface TokenFacts {
  readonly exp: Read<number>;
  readonly nbf: Read<number>;
  readonly iat: Read<number>;
  readonly aud: Read<readonly string[]>;
  readonly sub: Read<string>;
  readonly jti: Read<string>;
  readonly client: Read<string>;
  /** The issuer's audience claim, which may be another one than `aud`. */
  readonly audience: Read<readonly string[]>;
  readonly sid: Read<string>;
  readonly jkt: Read<string>;
  readonly x5t: Read<string>;
  readonly scopes: Read<Names>;
  readonly roles: Read<Names>;
  readonly tenant: Read<string>;
  readonly acr: Read<string>;
  /** The forbidden claims that the token carries, by the contract's names. */
  readonly forbidden: readonly string[];
  /** The claims of the wrong form, in the order in which they are told. */
  readonly malformed: readonly string[];
}

const NONE: readonly string[] = [];

/** Reads the facts of a token under the rules of its issuer. */
export function readFacts(token: VerifiedToken, rules: CompiledRules): TokenFacts {
  const { issuer, claims } = token;
  const { binding, authorization } = rules.contract;
  const exp = readTime(claims, 'exp');
  const nbf = readTime(claims, 'nbf');
  const iat = readTime(claims, 'iat');
  const aud = readStrings(claims, 'aud');
  const sub = readString(claims, 'sub');
  const jti = readString(claims, 'jti');
  const client = readString(claims, issuer.clientClaim);
  const audience = issuer.audienceClaim === 'aud' ? aud : readStrings(claims, issuer.audienceClaim);
  const sid = rules.revocation.has('sessions') ? readString(claims, 'sid') : undefined;
  const jkt = binding.dpop === 'off' ? undefined : readMember(claims, 'cnf', 'jkt');
  const x5t = binding.mtls === 'off' ? undefined : readMember(claims, 'cnf', 'x5t#S256');
  const scopes = rules.usesScopes ? readNamesAt(claims, issuer.scopePath) : undefined;
  const roles = rules.usesRoles ? readNamesAt(claims, issuer.rolesPath) : undefined;
  const tenant = authorization.tenant === null ? undefined : readStringAt(claims, authorization.tenant.claim);
  const acr = rules.acrValues === null ? undefined : readString(claims, 'acr');
  const forbidden = namesPresent(claims, rules.contract.claims.forbidden.names);
  const inOrder = [exp, nbf, iat, aud, sub, jti, client, audience, sid, jkt, x5t, scopes, roles, tenant, acr];
  const names = inOrder.includes(malformed) ? malformedNames(inOrder, token, rules) : NONE;
  return {
    exp,
    nbf,
    iat,
    aud,
    sub,
    jti,
    client,
    audience,
    sid,
    jkt,
    x5t,
    scopes,
    roles,
    tenant,
    acr,
    forbidden,
    malformed: names,
  };
}

/** Mostly none is, and then no list is made. */
function namesPresent(claims: Claims, names: readonly string[]): readonly string[] {
  for (const name of names)
    if (claims[name] !== undefined) return names.filter((each) => Object.hasOwn(claims, each));
  return NONE;
}

/** The names of the malformed ones among the values, which are given in the order of this list. */
function malformedNames(
  values: readonly unknown[],
  { issuer }: VerifiedToken,
  { contract }: CompiledRules,
): readonly string[] {
  const { clientClaim, audienceClaim, scopePath, rolesPath } = issuer;
  const named = ['exp', 'nbf', 'iat', 'aud', 'sub', 'jti', clientClaim, audienceClaim, 'sid', 'cnf', 'cnf'];
  const tenant = contract.authorization.tenant?.claim ?? [];
  named.push(scopePath.join('.'), rolesPath.join('.'), tenant.join('.'), 'acr');
  return named.filter(
    // An audience claim that is `aud` itself is told once.
    (name, index) => values[index] === malformed && !(name === 'aud' && index > named.indexOf('aud')),
  );
}
