import {
  malformed,
  type Names,
  readNames,
  readString,
  readStrings,
  readTime,
  type Read,
  valueBelow,
} from './claims.js';
import type { NamedPlace } from './claim-table.js';
import type { VerifiedToken } from './evaluation.js';
import type { CompiledRules, IssuerRules } from './rules.js';

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
  /** The required claims that are absent or null. */
  readonly missing: readonly string[];
  /** The forbidden claims that the token carries, be it with null. */
  readonly forbidden: readonly string[];
  /** The claims of the wrong form, in the order in which they are told. */
  readonly malformed: readonly string[];
}

const NONE: readonly string[] = [];

const JKT = ['cnf', 'jkt'];
const X5T = ['cnf', 'x5t#S256'];

/** Reads the facts of a token under the rules of its issuer. */
export function readFacts({ issuer, claims }: VerifiedToken, rules: CompiledRules): TokenFacts {
  const { table } = issuer;
  const { binding, authorization } = rules.contract;
  const values = table.read(claims);
  const exp = readTime(values[table.exp]);
  const nbf = readTime(values[table.nbf]);
  const iat = readTime(values[table.iat]);
  const aud = readStrings(values[table.aud]);
  const sub = readString(values[table.sub]);
  const jti = readString(values[table.jti]);
  const client = readString(values[table.client]);
  const audience = table.audience === table.aud ? aud : readStrings(values[table.audience]);
  const sid = rules.revocation.has('sessions') ? readString(values[table.sid]) : undefined;
  const jkt = binding.dpop === 'off' ? undefined : readString(valueBelow(values[table.cnf], JKT));
  const x5t = binding.mtls === 'off' ? undefined : readString(valueBelow(values[table.cnf], X5T));
  const scopes = rules.usesScopes ? readNames(valueBelow(values[table.scopes], issuer.scopePath)) : undefined;
  const roles = rules.usesRoles ? readNames(valueBelow(values[table.roles], issuer.rolesPath)) : undefined;
  const tenant =
    authorization.tenant === null
      ? undefined
      : readString(valueBelow(values[table.tenant], authorization.tenant.claim));
  const acr = rules.acrValues === null ? undefined : readString(values[table.acr]);
  const inOrder = [exp, nbf, iat, aud, sub, jti, client, audience, sid, jkt, x5t, scopes, roles, tenant, acr];
  const names = inOrder.includes(malformed) ? malformedNames(inOrder, issuer, rules) : NONE;
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
    missing: namesWhere(table.required, ({ place }) => (values[place] ?? null) === null),
    forbidden: namesWhere(table.forbidden, ({ place }) => values[place] !== undefined),
    malformed: names,
  };
}

/** Mostly none is so, and then no list is made. */
function namesWhere(places: readonly NamedPlace[], isSo: (named: NamedPlace) => boolean): readonly string[] {
  for (const each of places) if (isSo(each)) return places.filter(isSo).map(({ name }) => name);
  return NONE;
}

/** The names of the malformed ones among the values, which are given in the order of this list. */
function malformedNames(
  values: readonly unknown[],
  issuer: IssuerRules,
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
